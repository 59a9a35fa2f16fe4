// Text of a case becomes markup by being escaped, and in no other way.
#include "publish/html.hpp"

using attest::publish::Html;

Html escaped(const std::string& text) {
  return attest::publish::el("p", text);
}
#ifdef MISUSE
void unescaped(Html& page, const std::string& text) {
  page.markup() += text;
}
#endif
