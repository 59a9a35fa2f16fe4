# Three lists of people: linked, reviewed, counted by field, and the unrecorded estimated; every step an act that can be taken back.
$ python3 $SOURCE/tests/stories/make_lists.py; wc -l *.csv | tail -1
<re: *\d+ total>
$ printf 'noun = "person"\nsource = "Example register"\nkey = ["id"]\n[columns]\nid = "key"\nname = "name"\nsex = "sex"\nborn = "birth_date"\ndied = "death_date"\n' >map.toml
$ attest init case --member Ada >/dev/null; for list in a b c; do attest import case $list.csv --map map.toml --list $list >/dev/null || echo failed; done
$ attest link case --json >link.json; python3 -c "import json; a=json.load(open('link.json')); print(a['records']>300, 190<a['persons']<250)"
True True
# Each count says low and high; nobody is dropped for a value that is missing
$ attest count case --by sex --json >sex.json; python3 -c "import json; a=json.load(open('sex.json')); print(sum(r['persons']['high'] for r in a['rows'])==a['total']['high'], a['total']['low']<=a['total']['high'], [r['values'][0] for r in a['rows']])"
True True ['female', 'male']
$ attest count case --by sdg | head -1
Documented persons: <re:\d+(–\d+)?> (from <re:\d+> records; <re:\d+> pairs are undecided)
# A person decides that two records are two people; the same linkage run again keeps to it
$ attest log case --json | python3 -c "import json,sys; print([e['entry'] for e in json.load(sys.stdin)['entries'] if e['act']=='import'][0])" >import; attest review case --decide $(cat import).0 $(cat import).1 different --reason 'two brothers'
Decision <re:[0-9a-f]{16}/\d+\.0>
$ attest link case --json >again.json; python3 -c "import json; a,b=(json.load(open(f)) for f in ('link.json','again.json')); print(abs(a['persons']-b['persons'])<=1)"
True
# The total including the unrecorded, with the doubt of the linkage; the truth is 240
$ attest estimate case --model loglinear,chao --json >estimate.json; echo $?
0
$ python3 -c "import json; r={x['model']:x for x in json.load(open('estimate.json'))['results']}; print(r['loglinear']['low']<=240<=r['loglinear']['high'] or r['loglinear'], r['chao']['kind'])"
True lower_bound
# Two lists know nothing of the unseen: refused
$ attest init two --member Ada >/dev/null; for list in a b; do attest import two $list.csv --map map.toml --list $list >/dev/null; done; attest link two >/dev/null; attest estimate two --json >refused.json
= 4
$ python3 -c "import json; print(json.load(open('refused.json'))['refusal']['code'])"
<re:\w+>
$ attest verify case | tail -1
case: case, <re:\d+> entries, <re:\d+> lines, 3 exhibits, <re:\d+> objects, 0 faults
# Names stay out of the published site unless the case says otherwise
$ attest publish case site >/dev/null; grep -rl 'Petrosyan\|Haddad' site | wc -l
0
$ sed -i 's/^names = "withheld"/names = "shown"/' case/case.toml; attest member case >/dev/null; attest member case 'Second' >/dev/null; attest publish case shown >/dev/null; grep -rl 'Petrosyan' shown | wc -l
<re:[1-9]\d*>
