# Encodings: the right text or a question, never nonsense.
$ printf 'name;place\n\314\340\360\350\377 \317\345\362\360\356\342\340;\313\374\342\356\342\n' >cp1251.csv; attest rows cp1251.csv --json
{"kind":"csv","encoding":"windows-1251",<re:.*>"notes":["encoding guessed: windows-1251<re:.*>"]}
{"row":0,"cells":["Мария Петрова","Львов"],"at":{"line":2,"byte":11}}
{"rows":1,"refused":0}
$ printf 'a,b\nGy\365r,1\n' >unclear.csv; attest rows unclear.csv
attest: unclear.csv: the encoding cannot be told from the bytes; they could be <re:.*>--encoding<re:.*>
= 1
$ attest rows unclear.csv --encoding windows-1250 --json
...
{"row":0,"cells":["Győr","1"],"at":{"line":2,"byte":4}}
{"rows":1,"refused":0}
$ attest rows unclear.csv --encoding klingon
...
= 2
# A row of another encoding is refused, its neighbours are not.
$ printf 'n,v\nMüller,1\nJosé,2\nAndr\351,3\nÅsa,4\n' >mixed.csv; attest rows mixed.csv --json
...
{"row":1,"cells":["José","2"],<re:.*>}
{"row":2,"at":<re:.*>,"refused":"byte E9 <re:.*>not UTF-8",<re:.*>}
{"row":3,"cells":["Åsa","4"],<re:.*>}
{"rows":4,"refused":1}
$ printf '\377\376a\000,\000b\000\n\0001\000,\0002\000' >utf16.csv; attest rows utf16.csv --json
{"kind":"csv","encoding":"UTF-16LE",<re:.*>}
{"row":0,"cells":["1","2"],"at":{"line":2,"byte":10}}
{"rows":1,"refused":0}
