# The worked case, from tables to a site in which every figure opens; and the traps a careless tool falls into.
$ $EXAMPLES/khojaly/make case site >out 2>&1; tail -1 out
case: case, <re:\d+> entries, <re:\d+> lines, <re:\d+> exhibits, <re:\d+> objects, 0 faults
$ attest-verify case >/dev/null && attest verify site
site: site, <re:\d+> files, 0 faults
$ python3 $SOURCE/tests/stories/walk.py site | tail -1
<re:\d+> pages, <re:\d{4,}> figures, <re:\d+> statements and exhibits opened, 0 faults
$ python3 $SOURCE/tests/stories/text_of.py site/incidents/khojaly.html >text
# 1. One number, several labels
$ grep -o '487 stands under [0-9] labels' text
487 stands under 3 labels
# 2. One label, several numbers
$ grep -o '63 and 83 differ in one digit' text | head -1; grep -o '“missing, all” has 3 different numbers: 150 , 190 and 200' text
63 and 83 differ in one digit
“missing, all” has 3 different numbers: 150 , 190 and 200
# 3. One source, two numbers
$ grep -o 'One source, two numbers Human Rights Watch/Helsinki gives more than one number' text
One source, two numbers Human Rights Watch/Helsinki gives more than one number
# 5. A quotation kept, its disclaimer dropped
$ grep -o 'A text cited without its reservation Heydar Aliyev Foundation[^.]*words in\|A text cited without its reservation' text | head -1
A text cited without its reservation
# 6. A word upgraded from massacre to genocide; 7. A text introduced, counted as adopted
$ grep -o 'A stronger word than the text' text | head -1; grep -o 'defeated; listed as recognising by karabakh.center” was not adopted as far as recorded' text
A stronger word than the text
defeated; listed as recognising by karabakh.center” was not adopted as far as recorded
# 8. Unit drift in translation: ten miles, 10 km
$ grep -o '10 miles and 10 km are not the same length' text
10 miles and 10 km are not the same length
# 10. Early and late official totals of one state
$ grep -o 'Official totals through time Official sources of one side (Azerbaijan) gave, in this order, for “killed”: 2 combatants (1992), 100 (1992), 1,000 (1992)' text
Official totals through time Official sources of one side (Azerbaijan) gave, in this order, for “killed”: 2 combatants (1992), 100 (1992), 1,000 (1992)
# 11. A base table that codes only one side
$ python3 $SOURCE/tests/stories/text_of.py site/incidents/maraga.html | grep -o 'None where others count some UCDP v25.1 gives none here (killed, civilians), where 4 other statements give some'
None where others count some UCDP v25.1 gives none here (killed, civilians), where 4 other statements give some
# 12. A legislature that repeats a figure is a repetition
$ attest count case --incident khojaly --policy 'independent sources only' --json >independent; attest count case --incident khojaly --json >all
$ python3 -c "import json; r=lambda n:{x['measure']:x['voices'] for x in json.load(open(n))['incidents'][0]['figures'] if x['category']=='all'}; a,b=r('all'),r('independent'); [print(k,'all',a[k],'voices,',b[k],'independent') for k in ('wounded','missing')]"
wounded all 3 voices, 2 independent
missing all 4 voices, 2 independent
# Measures are never mixed: families, list entries, bodies examined and killed are four rows
$ python3 -c "import json; print(sorted({x['measure'] for x in json.load(open('all'))['incidents'][0]['figures']} & {'killed','families','list_entries','bodies_examined'}))"
['bodies_examined', 'families', 'killed', 'list_entries']
# The same site again is the same bytes
$ attest publish case again >/dev/null && diff -r site again && echo same
same
# Names of living people, scripts and the network have no place in it
$ grep -rlE '(src|href)="https?://' site --include='*.css' --include='*.js' | wc -l
0
