"""What one request may cost: each limit has a setting, and an error that says figure and limit."""

import json
import time
from typing import Any

import pytest
from graphql import get_introspection_query

from cms.graphql import execute
from tests import factories as make
from tests.graphql import showcase

pytestmark = pytest.mark.django_db

GRAPHQL = "application/graphql-response+json"


@pytest.fixture
def post(home: Any, visitor: Any) -> Any:
    """Posts a query as a client of today does."""

    def post(query: str, **more: Any) -> Any:
        body = json.dumps({"query": query, **more})
        return visitor.post(
            "/graphql/", data=body, content_type="application/json", headers={"Accept": GRAPHQL}
        )

    return post


def roots(n: int) -> str:
    return "{" + " ".join(f"a{i}: site {{ name }}" for i in range(n)) + "}"


def renditions(n: int) -> str:
    aliases = " ".join(f"r{i}: rendition(preset: CARD) {{ url }}" for i in range(n))
    return f"{{ site {{ logo {{ {aliases} }} }} }}"


def connections(levels: int) -> str:
    inner = "title"
    for _ in range(levels):
        inner = f"relatedArticles(first: 12) {{ article {{ {inner} }} }}"
    return f"{{ articles(first: 100) {{ nodes {{ {inner} }} }} }}"


def parents(levels: int) -> str:
    return '{ page(urlPath: "/") ' + "{ parent " * levels + "{ id }" + "}" * (levels + 1)


# What is asked, its code, what the figure is called, the figure, the limit.
OVER = {
    "aliases": (renditions(200), "TOO_MANY_ALIASES", "aliases", 200, 100),
    "five hundred aliases": (
        "{ site {" + " ".join(f"a{n}: name" for n in range(500)) + "} }",
        *("TOO_MANY_ALIASES", "aliases", 500, 100),
    ),
    "one field again and again": (
        "{ site {" + " name" * 1_500 + "} }",
        *("TOO_COMPLEX", "steps", 500_000, 500_000),
    ),
    "roots": (roots(21), "TOO_MANY_ROOTS", "roots", 21, 20),
    "roots of fragments": (
        "{ ...F } fragment F on Query { " + roots(21)[1:],
        *("TOO_MANY_ROOTS", "roots", 21, 20),
    ),
    "directives": (
        "{ site { name " + "@skip(if: true) " * 101 + "} }",
        *("TOO_MANY_DIRECTIVES", "directives", 101, 100),
    ),
    "depth": (parents(15), "TOO_DEEP", "depth", 17, 15),
    "cost": (connections(3), "TOO_COSTLY", "cost", 100 * 12**3, 100_000),
    "tokens": ("{ site { " + "name " * 5_000 + "} }", "TOO_MANY_TOKENS", "tokens", 5_001, 5_000),
    "typenames": (
        "{ " + "__typename " * 8_000 + "}",
        *("TOO_MANY_TOKENS", "tokens", 5_001, 5_000),
    ),
    "comments": ("{ site { name } }" + "\n#" * 6_000, "TOO_MANY_TOKENS", "tokens", 5_001, 5_000),
    "introspection": (
        "{ __schema { types { fields { type { interfaces { fields { name } } } } } } }",
        *("TOO_DEEP", "depth", 3, 2),
    ),
}


@pytest.mark.parametrize("asked", OVER.values(), ids=OVER)
def test_what_exceeds_a_limit_is_told_the_figure_and_the_limit(post, asked):
    query, code, name, figure, limit = asked
    response = post(query)
    assert response.status_code == 400
    error = response.json()["errors"][0]
    assert "data" not in response.json()
    assert error["extensions"]["code"] == code
    found = error["extensions"][name]
    assert found == figure if code != "TOO_COSTLY" else found > figure
    assert error["extensions"]["limit"] == limit
    assert str(found) in error["message"]
    assert str(limit) in error["message"]


SETTINGS = {
    "GRAPHQL_MAX_BYTES": ("{ site { name } }", "TOO_LARGE", 20),
    "GRAPHQL_MAX_TOKENS": ("{ site { name } }", "TOO_MANY_TOKENS", 5),
    "GRAPHQL_MAX_DEPTH": ("{ site { name } }", "TOO_DEEP", 1),
    "GRAPHQL_MAX_ALIASES": ("{ a: site { b: name } }", "TOO_MANY_ALIASES", 1),
    "GRAPHQL_MAX_ROOTS": ('{ site { name } menu(name: "a") { name } }', "TOO_MANY_ROOTS", 1),
    "GRAPHQL_MAX_DIRECTIVES": ("{ site { name @skip(if: true) } }", "TOO_MANY_DIRECTIVES", 0),
    "GRAPHQL_MAX_COST": ("{ site { name } }", "TOO_COSTLY", 1_000),
    "GRAPHQL_TIMEOUT": ("{ site { name } }", "TOO_SLOW", 0.0),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_limit_is_the_one_that_is_set(post, settings, name):
    query, code, limit = SETTINGS[name]
    assert post(query).status_code == 200
    setattr(settings, name, limit)
    # Another text, since the first is known by now.
    error = post(query + " ").json()["errors"][0]
    assert error["extensions"]["code"] == code
    assert error["extensions"]["limit"] == limit
    setattr(settings, name, 10_000)
    assert post(query + "  ").status_code == 200


def test_the_size_of_a_list_is_bounded_by_its_setting(post, settings):
    query = "query ($n: Int) { articles(first: $n) { nodes { title } } }"
    assert "errors" not in post(query, variables={"n": 100}).json()
    settings.GRAPHQL_MAX_LIST = 10
    [error] = post(query, variables={"n": 11}).json()["errors"]
    assert error["extensions"]["argument"] == "first"
    assert "from 1 to 10" in error["message"]
    assert "errors" not in post(query).json()


def cost(post: Any, query: str, **variables: Any) -> dict:
    return post(query, variables=variables, extensions={"cost": True}).json()["extensions"]["cost"]


def test_the_cost_is_told_where_it_is_asked_for(post):
    query = "{ site { name description } }"
    assert "extensions" not in post(query).json()
    assert "extensions" not in post(query, extensions={"cost": "yes"}).json()
    assert cost(post, query) == {"estimated": 1_003, "counted": 1_002, "limit": 100_000}


def test_the_estimate_multiplies_lists_and_knows_defaults_and_variables(post):
    query = """query ($n: Int = 7, $tags: Boolean = false) {
      articles(first: $n) { nodes { title tags @include(if: $tags) { name } } } }"""
    base = 1_000 + 101 + 1
    assert cost(post, query, n=10)["estimated"] == base + 10
    assert cost(post, query, n=100)["estimated"] == base + 100
    assert cost(post, query)["estimated"] == base + 7
    assert cost(post, query, n=10, tags=True)["estimated"] == base + 10 * (1 + 1 + 5)
    default = "{ articles { edges { node { title } } } }"
    assert cost(post, default)["estimated"] == base + 20 * (1 + 1)
    tags = "{ articles(first: 50) { nodes { title tags { name } } } }"
    assert cost(post, tags)["estimated"] == 1_452  # as the guide says
    pages = "{ articles(first: 5, perPage: 3) { nodes { title } } }"
    assert cost(post, pages)["estimated"] == base + 3
    assert cost(post, "{ articles(first: 5) { totalCount } }")["estimated"] == 2_102


def test_of_an_interface_the_costliest_type_counts(post):
    query = """{ page(urlPath: "/") { title
      ... on ArticlePage { slug url } ... on HomePage { slug url excerpt } } }"""
    assert cost(post, query)["estimated"] == 1_001 + 4


def test_what_the_answer_holds_is_counted(home, post):
    showcase.build(home)
    query = "{ articles(first: 5) { totalCount nodes { title tags { name } } } }"
    data = post(query).json()["data"]["articles"]["nodes"]
    tags = sum(len(node["tags"]) for node in data)
    found = cost(post, query)
    assert found["counted"] == 1_000 + 2 + 1_000 + 5 * 2 + tags
    assert found["estimated"] == 1_000 + 103 + 1_000 + 5 * (2 + 5)


def test_the_standard_introspection_passes(post, settings):
    settings.GRAPHQL_MAX_DEPTH, settings.GRAPHQL_MAX_COST = 5, 2_000
    query = get_introspection_query(specified_by_url=True, input_value_deprecation=True)
    answer = post(query)
    assert answer.status_code == 200
    assert "errors" not in answer.json()


def test_introspection_that_is_off_is_refused_however_it_is_asked(post, settings):
    settings.GRAPHQL_INTROSPECTION = False
    for query in (
        "{ __schema { types { name } } }",
        '{ a: __type(name: "Query") { name } site { name } }',
        "{ ...F } fragment F on Query { ... { __schema { types { name } } } }",
    ):
        response = post(query)
        assert response.status_code == 400
        assert response.json()["errors"][0]["extensions"]["code"] == "INTROSPECTION_OFF"
    assert post("{ site { __typename } }").status_code == 200


def test_introspection_by_many_aliases_is_cut_off(post):
    fields = " ".join(f"a{n}: fields {{ name type {{ name }} }}" for n in range(90))
    begin = time.process_time()
    response = post(f"{{ __schema {{ types {{ {fields} }} }} }}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "TOO_COSTLY"
    assert time.process_time() - begin < 3


def test_the_time_limit_holds_for_graphql_core_too(home, post, settings):
    make.article(make.category(home, "Health"))
    settings.GRAPHQL_TIMEOUT = 0.0
    failing = "{ articles(first: 0) { totalCount } site { name } }"
    error = post(failing).json()["errors"][0]
    assert error["extensions"]["code"] == "TOO_SLOW"
    document = execute.documents.get(failing)
    with pytest.raises(execute.Exhausted):
        execute.reference(execute.Reader(None), document, None, None)


HOSTILE = {
    "10,000 directives": b'{"query": "{ site { name ' + b"@skip(if: true) " * 10_000 + b'} }"}',
    "30,000 typenames": b'{"query": "{ ' + b"__typename " * 30_000 + b'}"}',
    "10 MB": b'{"query": "{ site { name } }", "variables": {"a": "' + b"x" * 10_000_000 + b'"}}',
    "100 kB of nested JSON": b'{"query":' + b"[" * 49_990 + b"]" * 49_990 + b"}",
    "nested variables": b'{"query": "{ site { name } }", "variables": {"a":'
    + b"[" * 40_000
    + b"]" * 40_000
    + b"}}",
    "a surrogate in a name": rb'{"query": "{ site { name } }", "operationName": "\udc00"}',
    "a surrogate in a variable": rb'{"query": "{ site { name } }", "variables": {"a": "\ud800"}}',
    "NUL bytes": b'{"query": "{ site { name } }\0"}',
    "only NUL": b"\0" * 1_000,
    "UTF-16": '{"query": "{ site { name } }"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"query": "{ site { name } }"}',
    "an array batch of a thousand": b"[" + b'{"query":"{a}"},' * 999 + b'{"query":"{a}"}]',
    "an overlong operation name": b'{"query": "query A { site { name } }", "operationName": "'
    + b"A" * 90_000
    + b'"}',
    "a long string": b'{"query": "{ menu(name: \\"' + b"x" * 90_000 + b'\\") { nam } }"}',
    "a long number": b'{"query": "{ articles(first: ' + b"9" * 90_000 + b') { totalCount } }"}',
    "many variables": b'{"query": "query ('
    + b" ".join(b"$a%d: Int" % n for n in range(1_600))
    + b') { site { name } }"}',
    "a ring of fragments": b'{"query": "{ ...A } fragment A on Query { ...B } '
    b'fragment B on Query { ...A site { name } }"}',
    "doubled fragments": b'{"query": "{ ...F0 } '
    + b" ".join(b"fragment F%d on Query { ...F%d ...F%d }" % (n, n + 1, n + 1) for n in range(30))
    + b' fragment F30 on Query { nothing }"}',
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_request_is_refused_quickly(home, visitor, body):
    visitor.post(
        "/graphql/", data=b'{"query": "{ site { name } }"}', content_type="application/json"
    )
    begin = time.process_time()
    response = visitor.post("/graphql/", data=body, content_type="application/json")
    assert time.process_time() - begin < 1
    assert 400 <= response.status_code < 500, response.content[:300]
    assert len(response.content) < 20_000
    assert response.json()["errors"][0]["extensions"]["code"] != "INTERNAL_ERROR"
