# Each mistake gets a clear message that names the place and the remedy, the exit code of the table, and nothing half-written.
$ attest
...
= 2
$ attest nosuchverb
...
= 2
$ attest rows nosuch.csv
attest: nosuch.csv: <re:.*>
= 1
$ : >empty.csv; attest rows empty.csv
<re:.*empty.*>
...
= 1
$ attest init case --member Ada >/dev/null; attest init case --member Ada
attest: <re:.*>case: there is a case already. Choose a folder that does not exist yet
= 1
$ printf 'a,b\n1,2\n' >t.csv; printf 'noun = "person"\n[columns]\nnone = "name"\n' >t.toml; attest import case t.csv --map t.toml
attest: <re:.*>none<re:.*>a, b<re:.*>
= 1
$ attest import case t.csv
attest: t.csv: an import needs a mapping. Make a first one with --suggest, correct it, and give it with --map.
= 2
$ attest import case t.csv --map t.toml --json 2>/dev/null
{"error":{"code":"not_found","what":"<re:.*>","where":"<re:.*>","remedy":"<re:.*>"}}
= 1
$ attest undo case 99
attest: <re:.*>
= 1
$ attest count case --policy nosuch
attest: there is no policy 'nosuch'. The case has: 'all claims', 'seen only', 'independent sources only', 'courts and international bodies first'.
= 1
$ mkdir full && touch full/x && attest publish case full
attest: full: there is something there already. Choose a folder that does not exist yet.
= 1
$ ls -A full; ls -d full.* 2>/dev/null
x
= 2
# A setting that is misspelt does not silently not hold
$ printf 'titel = "x"\n' >bad.toml; attest init other --settings bad.toml
attest: bad.toml: there is no setting 'titel'. Settings are: <re:.*>
= 1
$ ls -d other
ls: <re:.*>
= 2
# A case made by a newer version
$ cp -r case newer; echo 'attest case 9' >newer/FORMAT; attest log newer
attest: <re:.*>newer<re:.*>
= 1
# Somebody altered a kept file
$ printf 'x\n' >kept.txt; attest add case kept.txt >/dev/null; file=$(ls case/exhibits/*/* | head -1); chmod u+w $file; printf 'y\n' >$file; attest verify case | grep -c FAULT
1
$ attest verify case >/dev/null
= 3
# File names of every kind
$ printf 'a\n1\n' >"$(printf 'x\ny %%s الاسم.csv')"; attest rows x* --json | tail -1
{"rows":1,"refused":0}
# A limit is raised where it was met; one that does not exist is named
$ printf 'noun = "person"\n[file]\nlimits = { row = 4 }\n[columns]\na = "name"\n' >low.toml; printf 'a\nlonger\n' >low.csv; attest import case low.csv --map low.toml | tail -2
  refused: row 0<re:.*>limit 'row'<re:.*>[file.limits]<re:.*>
<re:.*>
$ printf 'noun = "person"\n[file]\nlimits = { rows = 4 }\n[columns]\na = "name"\n' >none.toml; attest import case low.csv --map none.toml
attest: none.toml<re:.*>'rows' sets no limit. Write one of memory, inflated, row, columns, nesting, seconds, and a number
= 1
# The index holds no truth, but answers come through it: verify tells where it was altered
$ attest init whole --member Ada >/dev/null; attest import whole t.csv --map t2.toml >/dev/null 2>&1; attest verify whole | tail -1
<re:.*> 0 faults
$ printf 'x' | dd of=whole/index.db bs=1 seek=5000 conv=notrunc status=none; attest verify whole | grep FAULT
FAULT index.db: is not what was written (index.sum); attest rebuild makes it anew
$ attest rebuild whole >/dev/null; attest verify whole | tail -1
<re:.*> 0 faults
