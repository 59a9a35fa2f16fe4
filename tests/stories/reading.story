# A text is kept, read, and its claims accepted as statements whose place is the passage.
$ printf 'At least 12 people were killed in Northgate on 3 May 1931, the mayor said. Police said 30 were wounded, including 4 children.\n' >report.txt
$ attest read report.txt --json | python3 -c "import json,sys; [print(s['measure'], s['value'], s['bound'], s['category'], s['speaker']) for s in map(json.loads, sys.stdin) if s['kind']=='count']"
killed 12 at_least all the mayor
wounded 30 exact all Police
wounded 4 exact children Police
$ attest init case --member Ada >/dev/null; attest add case report.txt >/dev/null; attest read case report.txt --json >read.json
$ python3 -c "import json; print(*[i+1 for i,s in enumerate(json.load(open('read.json'))['suggestions']) if s['kind']=='count'])" >numbers; attest accept case report.txt $(head -c 2 numbers) --about 'Northgate' --speaker 'The Example Gazette'
<re:[0-9a-f]{16}/\d+\.0>
$ attest count case | tail -1
  killed, all                                  at least 12              1 statements, 0 left out, 1 voices
$ attest publish case site >/dev/null; python3 $SOURCE/tests/stories/walk.py site | tail -1
<re:\d+> pages, <re:\d+> figures, <re:\d+> statements and exhibits opened, 0 faults
# Rejections are remembered by their characters
$ attest accept case report.txt $(tail -c 3 numbers) --reject; attest read case report.txt | grep -c rejected
1
# Without a keyboard, numbers must be named; at one, keys decide
$ attest accept case report.txt </dev/null 2>&1 | head -1
<re:.*no suggestion is named.*>
$ printf 'Fire killed 7 people in Northgate.\n' >note.txt; attest add case note.txt >/dev/null; python3 $SOURCE/tests/stories/keys.py r attest accept case note.txt >/dev/null; attest read case note.txt | grep -c rejected
1

# Taking the acceptance back takes the figure with it
$ attest undo case $(attest log case --json | python3 -c "import json,sys; print([e['entry'] for e in json.load(sys.stdin)['entries'] if e['act']=='records'][0])") >/dev/null; attest count case | tail -n +2

# Amended and accepted by keys
$ printf 'The flood killed 9 people in Northgate.\nThe fire wounded 5 people in Northgate.\n' >two.txt; attest add case two.txt >/dev/null; attest read case two.txt --json | python3 -c "import json,sys; print(*[s['kind'] for s in json.load(sys.stdin)['suggestions']])"
count place count
$ python3 $SOURCE/tests/stories/keys.py 'm|category=civilians/|Northgate/|n|a' attest accept case two.txt --speaker Witness >/dev/null; attest count case | grep -c 'killed, civilians\|wounded, all'
2
