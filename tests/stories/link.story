# Lists of invented people linked as a plain tool: three lists of relatives, with what an analyst may say about them.
$ python3 $SOURCE/bench/link/make_families.py 2400 --seed 7 --lists 3 >all.csv; for n in 1 2 3; do awk -F, -v n=$n 'NR==1||$9==n' all.csv | cut -d, -f1-8 >list$n.csv; done; wc -l list*.csv | tail -1
<re: *>2403 total
$ attest link list1.csv list2.csv list3.csv --out one --truth person --threads 1 --json >one.json 2>/dev/null; ls one
captures.csv
clusters.csv
model.json
pairs.csv
report
samples.csv
$ python3 -c "import json; a=json.load(open('one.json')); s=a['scores']; print(s['clusters']['f1']>0.9, abs(a['people']['estimate']-s['people_true'])<0.05*s['people_true'], a['records'])"
True True 2400
# The same bytes for any number of threads, and under a limit of memory
$ attest link list1.csv list2.csv list3.csv --out two --truth person --threads 2 --json >/dev/null 2>&1; attest link list1.csv list2.csv list3.csv --out tight --truth person --memory 130M --json >/dev/null 2>&1; for f in captures clusters pairs samples; do cmp one/$f.csv two/$f.csv && cmp one/$f.csv tight/$f.csv; done; cmp one/model.json two/model.json; cmp one/report/index.html two/report/index.html; echo same
same
$ attest link list1.csv --out small --memory 20M
attest: --memory: 800 records need more memory than the limit of 20 MB. At least <re:\d+> MB are needed.
= 1
$ attest link list1.csv --out small --memory lots
attest: --memory: "lots" is no amount of memory. For example 2G or 800M.
= 2
# What was drawn goes straight into an estimate
$ head -1 one/captures.csv; attest estimate one/captures.csv --replicate linkage=replicate --model loglinear --json >estimate.json; python3 -c "import json; r=json.load(open('estimate.json'))['results'][0]; print(r['status'], r['high']>r['low']>1000)"
replicate,list1.csv,list2.csv,list3.csv,count
ok True
# People decide: two that were joined are apart in the run and in each draw, two that were apart are one
$ python3 $SOURCE/tests/stories/link_decisions.py one >decided.csv; wc -l <decided.csv; attest link list1.csv list2.csv list3.csv --out decided --constraints decided.csv 2>/dev/null >/dev/null; python3 $SOURCE/tests/stories/link_decisions.py decided decided.csv
3
different: apart in the run, together in 0 of 20 draws
same: together in the run, apart in 0 of 20 draws
# Labels of a truth column, as Splink keeps them, train and are kept
$ python3 $SOURCE/tests/stories/link_decisions.py one --labels >labels.csv; attest link list1.csv list2.csv list3.csv --out labelled --labels labels.csv --truth person --json 2>/dev/null | python3 -c "import json,sys; print(json.load(sys.stdin)['scores']['clusters']['f1']>0.9)"
True
# Only these pairs, or only these rules
$ head -101 one/pairs.csv | cut -d, -f1-4 >these.csv; attest link list1.csv list2.csv list3.csv --out these --candidates these.csv --json 2>/dev/null | python3 -c "import json,sys; print(json.load(sys.stdin)['pairs_compared'])"
100
$ attest link list1.csv --out blocked --block 'family_name+shoe_size'
attest: --block: A blocking rule cannot use "shoe_size". It takes names of compared fields and <re:.*>
= 2
# A list that holds nobody twice
$ attest link list1.csv list2.csv --once 2 --out once >/dev/null 2>&1; python3 -c "import csv, collections; print(max(collections.Counter(r['cluster'] for r in csv.DictReader(open('once/clusters.csv')) if r['file'] == '2').values()))"
1
# A model is kept and used again; on other columns it is refused
$ attest link list1.csv list2.csv list3.csv --out again --model one/model.json >/dev/null 2>&1; python3 -c "print(abs(len({r.split(',')[3] for r in open('one/clusters.csv')})-len({r.split(',')[3] for r in open('again/clusters.csv')}))<15)"; cut -d, -f1,2,4 list1.csv >short.csv; attest link short.csv --out short --model one/model.json
True
attest: --model: The model is of 3 lists, and 1 are given. Train on these lists by leaving --model out, or name their columns with --column.
= 2
# Input that does not fit says where and what to do
$ attest link list1.csv --out bad --column name=nom
attest: --column: No file has a column "nom". Look at the first line of the files.
= 1
$ attest link list1.csv --out bad --truth who
attest: list1.csv: There is no column "who". Columns: id, given_name, father_name, family_name, sex, birth_date, place, person.
= 1
$ attest link list1.csv --out bad --once 4
attest: --once: There is no file number 4. Files are numbered 1 to 1.
= 2
$ attest link missing.csv --out bad
attest: missing.csv: there is no such file. Check the spelling of the path
= 1
