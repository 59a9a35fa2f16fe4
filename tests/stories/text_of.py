#!/usr/bin/env python3
"""The text of an HTML page as a reader sees it, one blank between words.   text_of.py PAGE…"""
import html
import pathlib
import re
import sys

for name in sys.argv[1:]:
    page = pathlib.Path(name).read_text()
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.S)
    print(re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page))).strip())
