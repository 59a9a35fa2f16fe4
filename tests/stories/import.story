# Import cannot lose a row: the ledger adds up, refusals say why, a newer file updates, undo takes back.
$ printf 'id,name,died,age\n1,Ada North,1992-02-26,30\n2,Ben South,31.02.1992,41\n3,Cy West,00.00.1992,\n4,Di East,26.02.1992,many\n' >list.csv
$ printf 'noun = "person"\nlist = "list"\nsource = "Example register"\nkey = ["id"]\n[columns]\nid = "key"\nname = "name"\ndied = "death_date"\nage = "age"\n' >list.toml
$ attest init case --member Ada
case: a new case, log <re:[0-9a-f]{16}>, first member Ada
$ attest import case list.csv --map list.toml --dry-run
list: 4 rows = 2 added + 0 changed + 0 unchanged + 2 refused; 0 gone
  refused: row 1, column died, “31.02.1992”: “31.02.1992” is not a date: 1992-02 has no day 31. <re:.*>
  refused: row 3, column age, “many”: <re:.*>
Nothing was kept: this was a dry run.
$ attest log case --json | python3 -c "import json,sys; print([e['act'] for e in json.load(sys.stdin)['entries']])"
['member', 'case']
$ attest import case list.csv --map list.toml --json >first.json; python3 -c "import json; a=json.load(open('first.json')); print({k:a[k] for k in ('rows','added','changed','unchanged','gone','refused')}, len(a['refusals']))"
{'rows': 4, 'added': 2, 'changed': 0, 'unchanged': 0, 'gone': 0, 'refused': 2} 2
$ attest count case --by year
Documented persons: 2 (from 2 records; 0 pairs are undecided)
note: No linkage yet: each record counts as a person. Run `attest link CASE`.
  1992                                     2
# A newer file of the same list: one row corrected, one gone, one new
$ printf 'id,name,died,age\n1,Ada North,1992-02-26,31\n4,Di East,26.02.1992,50\n' >newer.csv
$ attest import case newer.csv --map list.toml
list: 2 rows = 1 added + 1 changed + 0 unchanged + 0 refused; 1 gone
...
Import <re:[0-9a-f]{16}/\d+>
$ attest count case --by year | head -1
Documented persons: 2 (from 2 records; 0 pairs are undecided)
# Undo takes the import back, with every figure; undoing the undo brings it back
$ entry=$(attest log case --json | python3 -c "import json,sys; print([e['entry'] for e in json.load(sys.stdin)['entries'] if e['act']=='import'][-1])"); attest undo case $entry --reason 'wrong file' --json | python3 -c "import json,sys; a=json.load(sys.stdin); print(a['act'], a['undo']); open('undo','w').write(a['undo'])"
import <re:[0-9a-f]{16}/\d+>
$ attest import case newer.csv --map list.toml --dry-run | head -1
list: 2 rows = 1 added + 1 changed + 0 unchanged + 0 refused; 1 gone
$ attest undo case $(cat undo) >/dev/null; attest import case newer.csv --map list.toml --dry-run | head -1
list: 2 rows = 0 added + 0 changed + 2 unchanged + 0 refused; 0 gone
# Nothing was lost on the way, and the indexes are only a convenience
$ attest count case --by year --json >before; rm case/index.db*; attest rebuild case >/dev/null; attest count case --by year --json | diff before - && attest verify case | tail -1
case: case, <re:\d+> entries, <re:\d+> lines, 2 exhibits, <re:\d+> objects, 0 faults
$ attest-verify case >/dev/null; echo $?
0
