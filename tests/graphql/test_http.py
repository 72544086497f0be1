"""GraphQL over HTTP: what is wrong is said clearly and quickly, and nothing inside is shown."""

import json
import time
from typing import Any

import pytest

from blog.editions.compose import node_id
from tests import factories as make

pytestmark = pytest.mark.django_db

ASK = "{ site { name } }"


@pytest.fixture
def post(home: Any, visitor: Any) -> Any:
    """Posts a body as it is given."""

    def post(body: Any, content_type: str = "application/json") -> Any:
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        return visitor.post("/graphql/", data=body, content_type=content_type)

    return post


def only_error(response: Any, status: int) -> dict:
    assert response.status_code == status, response.content[:300]
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert b"Traceback" not in response.content
    answer = response.json()
    assert "data" not in answer
    assert answer["errors"][0]["extensions"]["code"]
    return answer["errors"][0]


def test_an_answer_sets_no_cookie_and_varies_by_none(post):
    response = post({"query": ASK})
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_every_answer_says_what_a_browser_may_make_of_it(home, visitor):
    found = visitor.get("/graphql/", {"query": ASK})
    same = visitor.get("/graphql/", {"query": ASK}, HTTP_IF_NONE_MATCH=found["ETag"])
    refused = visitor.put("/graphql/")
    assert [answer.status_code for answer in (found, same, refused)] == [200, 304, 405]
    for answer in (found, same, refused):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert answer["Vary"] == "Accept, Accept-Encoding"


def test_a_query_may_be_asked_by_get(home, visitor):
    query = "query ($first: Int) { articles(first: $first) { totalCount } }"
    given = {"query": query, "variables": '{"first": 3}'}
    response = visitor.get("/graphql/", given)
    assert response.json() == {"data": {"articles": {"totalCount": 0}}}
    assert visitor.head("/graphql/", given).status_code == 200


def test_other_methods_are_refused_and_told_which_there_are(home, visitor):
    for method in (visitor.put, visitor.patch, visitor.delete, visitor.options):
        response = method("/graphql/")
        only_error(response, 405)
        assert response["Allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize(
    "type_", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain", ""]
)
def test_a_body_of_another_type_is_refused(home, visitor, type_):
    given = json.dumps({"query": ASK})
    only_error(visitor.generic("POST", "/graphql/", given, content_type=type_), 415)


BODIES = {
    "empty": b" ",
    "no JSON": b"{query",
    "invalid UTF-8": b'{"query": "\xff\xfe"}',
    "a lone surrogate": rb'{"query": "{ site { name } } # \ud800"}',
    "deep JSON": b"[" * 20_000 + b"]" * 20_000,
    "deep variables": b'{"query": "{ site { name } }", "variables": {"a": '
    + b'{"a":' * 5_000
    + b"1"
    + b"}" * 5_001
    + b"}",
    "NaN": b'{"query": "{ site { name } }", "variables": {"a": NaN}}',
    "a number": b'{"query": 5}',
    "null": b'{"query": null}',
    "an array": b"[]",
    "a batch": b'[{"query": "{ site { name } }"}]',
    "a string": b'"query"',
    "variables as array": b'{"query": "{ site { name } }", "variables": [1]}',
    "variables as string": b'{"query": "{ site { name } }", "variables": "{}"}',
    "operationName as number": b'{"query": "{ site { name } }", "operationName": 5}',
    "an overlong operationName": b'{"query": "{ site { name } }", "operationName": "%s"}'
    % (b"x" * 50_000),
    "NUL in the query": rb'{"query": "{ site \u0000 { name } }"}',
    "a surrogate in a literal": rb'{"query": "{ menu(name: \"\\uD800\") { name } }"}',
    "no operation": b'{"query": "fragment F on Query { site { name } }"}',
    "nothing": b'{"query": ""}',
    "a mutation": b'{"query": "mutation { __typename }"}',
    "a subscription": b'{"query": "subscription { __typename }"}',
    "two anonymous": b'{"query": "{ site { name } } { site { name } }"}',
    "two named": b'{"query": "query A { site { name } } query B { site { name } }"}',
    "an unknown directive": b'{"query": "{ site @no { name } }"}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_that_is_no_request_is_refused(post, body):
    only_error(post(body), 400)


def test_of_duplicate_keys_the_last_counts(post):
    assert post(b'{"query": 5, "query": "{ site { name } }"}').status_code == 200


def test_bytes_beyond_the_limit_are_refused_before_they_are_read(post, home, visitor):
    only_error(post({"query": ASK, "variables": {"a": "x" * 200_000}}), 413)
    only_error(visitor.get("/graphql/", {"query": ASK + "#" * 100_000}), 413)
    response = visitor.post(
        "/graphql/", data=b"{}", content_type="application/json", CONTENT_LENGTH="many"
    )
    only_error(response, 413)


COSTLY = {
    "30,000 aliases": "{" + " ".join(f"a{n}: site{{name}}" for n in range(30_000)) + "}",
    "2,000 short aliases": "{" + "".join(f"a{n}:__typename " for n in range(2_000)) + "}",
    "one name over and over": "{ site {" + "a:name " * 1_600 + "} }",
    "names that differ over and over": "{ site {"
    + "".join(f"a{n % 2}:{('name', 'name')[n % 2]} " for n in range(1_600))
    + "} }",
    "brackets": "{" * 4_000,
    "deep fields": "{" + "a{" * 1_500 + "b" + "}" * 1_501,
    "deep known fields": '{ page(urlPath: "/") ' + "{ parent " * 120 + "{ id }" + "}" * 121,
    "deep lists": '{ menu(name: "a", b: ' + "[" * 1_500 + "]" * 1_500 + ") { name } }",
    "fragments that spread themselves": "{ site { ...A } } fragment A on SiteSettings { ...A }",
    "fragments in a ring": "{ site { ...A } } fragment A on SiteSettings { ...B }"
    " fragment B on SiteSettings { ...A }",
    "a chain of fragments": "{ site { ...F0 } }"
    + "".join(f" fragment F{n} on SiteSettings {{ ...F{n + 1} }}" for n in range(600))
    + " fragment F600 on SiteSettings { name }",
    "a hundred roots": "{" + "".join(f"a{n}: site {{ name }}" for n in range(101)) + "}",
    "directives": "{ site { name " + "@skip(if: true) " * 700 + "} }",
    "deep introspection": "{ __schema { types "
    + "{ fields { type " * 6
    + "{ name }"
    + "} }" * 6
    + "} }",
}


@pytest.mark.parametrize("query", COSTLY.values(), ids=COSTLY)
def test_what_costs_too_much_is_refused_quickly(post, query):
    post({"query": ASK})
    begin = time.process_time()
    response = post({"query": query})
    spent = time.process_time() - begin
    assert 400 <= response.status_code < 500, response.content[:300]
    assert b"Something went wrong" not in response.content
    assert spent < 1, f"{spent:.2f} s"


def test_an_answer_that_grows_beyond_the_limit_is_refused_with_a_code(home, post):
    health = make.category(home, "Health")
    for _ in range(9):
        make.article(health)
    inner = "title"
    for _ in range(5):
        inner = f"relatedArticles(first: 8) {{ article {{ {inner} }} }}"
    query = f"{{ articles(first: 9) {{ nodes {{ {inner} }} }} }}"
    assert only_error(post({"query": query}), 400)["extensions"]["code"] == "TOO_COSTLY"
    failing = query[:-1] + " wrong: articles(first: 0) { totalCount } }"
    assert only_error(post({"query": failing}), 400)["extensions"]["code"] == "TOO_COSTLY"


def test_a_spread_of_twenty_roots_is_fine(post):
    query = "{" + "".join(f"a{n}: site {{ name }}" for n in range(20)) + "}"
    assert "errors" not in post({"query": query}).json()


WRONG = {
    "articles(first: 0)": ("first", "0", "from 1 to 100"),
    "articles(first: 101)": ("first", "101", "from 1 to 100"),
    "articles(first: -1)": ("first", "-1", "from 1 to 100"),
    "articles(page: 0)": ("page", "0", "from 1"),
    "articles(page: 2, perPage: 0)": ("perPage", "0", "from 1 to 100"),
    'articles(after: "x")': ("after", "x", "cursor"),
    'articles(after: "", orderBy: TITLE)': ("after", "''", "TITLE"),
    'articles(page: 1, after: "x")': ("page, after", "page", "one of these"),
    'search(query: "a", first: 0)': ("first", "0", "from 1 to 100"),
}


@pytest.mark.parametrize("field", WRONG)
def test_a_wrong_argument_of_a_list_is_named_with_its_value_and_what_is_accepted(post, field):
    name, value, accepted = WRONG[field]
    [error] = post({"query": f"{{ {field} {{ totalCount }} }}"}).json()["errors"]
    assert error["extensions"].pop("requestId")
    assert error["extensions"] == {"code": "BAD_ARGUMENT", "argument": name}
    assert f"“{name}”" in error["message"]
    assert value in error["message"]
    assert accepted in error["message"]
    assert error["path"]


@pytest.mark.parametrize(
    "given", ["", '(id: "a", slug: "b")', '(slug: "b", urlPath: "/")', "(slug: null)"]
)
def test_an_article_is_asked_for_by_exactly_one_argument(post, given):
    answer = post({"query": f"{{ article{given} {{ id }} }}"}).json()
    assert answer["data"] == {"article": None}
    assert answer["errors"][0]["extensions"]["argument"] == "id, slug, urlPath"
    assert "exactly one of these" in answer["errors"][0]["message"]


ODD = [
    "\0", "a\0b", "page:99999999999999999999", "", " ", "/", "//", "///x", "/..", "/../etc", "%00",
    "/health/%", "/heal_h/", "?", "/health/?x=1", "https://example.org/", "\u202e", "é", "x" * 5_000,
    "'; DROP TABLE blog_edition; --", '"', "\\", "💥", "NULL", "-1", "page:", "page:-1", "page:1.5",
    "image:1", "blog.author:1", "DATE_DESC|page:1|not a date", "DATE_DESC|page:1|9999-99-99",
    "DATE_DESC|\0|2026-01-01 00:00:00", "_", "a & b | !c", "( :*", "__proto__",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_find_nothing_and_break_nothing(home, post, text):
    make.article(make.category(home, "Health"), "Walking")
    query = """query ($s: String!, $id: ID, $raw: ID) {
      a: page(urlPath: $s) { url } b: page(id: $id) { title } c: page(id: $raw) { title }
      d: article(slug: $s) { title } e: article(id: $id) { title } f: category(slug: $s) { title }
      g: author(slug: $s) { name } h: tag(slug: $s) { name } i: menu(name: $s) { name }
      k: search(query: $s) { nodes { title } totalCount }
      l: articles(filter: {category: $s, tag: $s, author: $s}) { nodes { title } totalCount } }"""
    given = {"s": text, "id": node_id(text), "raw": text}
    answer = post({"query": query, "variables": given}).json()
    assert "errors" not in answer
    data = answer["data"]
    assert {data[k] if data[k] is None else "found" for k in "bcdefghi"} == {None}
    assert data["l"] == {"nodes": [], "totalCount": 0}


@pytest.mark.parametrize("text", ODD)
def test_odd_cursors_are_wrong_arguments(home, post, text):
    query = "query ($s: String) { articles(after: $s) { totalCount } }"
    for cursor in (text, node_id(text)):
        [error] = post({"query": query, "variables": {"s": cursor}}).json()["errors"]
        assert error["extensions"]["code"] == "BAD_ARGUMENT"


def test_values_beyond_graphqls_types_are_wrong_queries(post):
    for value in ("2147483648", "1e400", "1.5", '"1"', "[1, 2]", "{a: 1}"):
        only_error(post({"query": f"{{ articles(first: {value}) {{ totalCount }} }}"}), 400)
    query = "query ($n: Int) { articles(first: $n) { totalCount } }"
    for value in (2**31, 2**63, 1.5, "1", [1], {"a": 1}, True):
        only_error(post({"query": query, "variables": {"n": value}}), 400)


def test_the_largest_page_is_empty_and_no_error(post):
    answer = post({"query": "{ articles(page: 1000000, perPage: 100) { nodes { id } } }"}).json()
    assert answer == {"data": {"articles": {"nodes": []}}}


def test_what_breaks_inside_is_masked(home, post, caplog):
    from blog.editions.models import Edition

    article = make.article(make.category(home, "Health"), "Walking")
    Edition.objects.filter(name=f"page:{article.pk}").update(card='{"__typename": "ArticlePage"}')
    response = post({"query": '{ article(slug: "walking") { title } site { name } }'})
    answer = response.json()
    assert answer["data"]["article"] is None
    assert answer["data"]["site"] == {"name": "The Review"}
    [error] = answer["errors"]
    assert error["message"] == "Something went wrong."
    known = response["X-Request-ID"]
    assert error["extensions"] == {"code": "INTERNAL_ERROR", "requestId": known}
    assert error["path"] == ["article", "title"]
    assert f"in request {known}" in caplog.text
