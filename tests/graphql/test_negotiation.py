"""An answer is of the type, the coding and the freshness that the client asks for."""

import gzip
import json
from typing import Any

import brotli
import pytest
from django.conf import settings
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db

ASK = "{ site { name } }"
GRAPHQL = "application/graphql-response+json"
# Long enough that compressing it is worth it.
LONG = "{ __schema { types { name description } } }"


def post(visitor: Client, query: str = ASK, **headers: str) -> Any:
    body = json.dumps({"query": query})
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return visitor.post("/graphql/", data=body, content_type="application/json", headers=named)


ACCEPTED = {
    None: "application/json",
    "*/*": "application/json",
    "application/*": "application/json",
    "application/json": "application/json",
    GRAPHQL: GRAPHQL,
    f"{GRAPHQL}, application/json;q=0.9": GRAPHQL,
    f"{GRAPHQL}, application/json": GRAPHQL,
    f"application/json, {GRAPHQL};q=0.5": "application/json",
    f"{GRAPHQL}; charset=utf-8, application/json; charset=utf-8": GRAPHQL,
    f"application/json;q=0, {GRAPHQL}": GRAPHQL,
    "text/html, */*;q=0.8": "application/json",
    "application/json; charset=UTF-8": "application/json",
    f"{GRAPHQL.upper()}; Charset=UTF-8": GRAPHQL,
    f"{GRAPHQL}; profile=x; indent=4": GRAPHQL,
    "application/json;q=0, */*": GRAPHQL,
}


@pytest.mark.parametrize("accept", ACCEPTED, ids=str)
def test_the_type_is_the_one_that_the_client_likes_best(home, visitor, accept):
    response = post(visitor, accept=accept) if accept else post(visitor)
    assert response.status_code == 200
    assert response["Content-Type"] == ACCEPTED[accept] + "; charset=utf-8"
    assert {"Accept", "Accept-Encoding"} <= set(response["Vary"].split(", "))
    assert "Cookie" not in response["Vary"]


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "image/*",
        "application/json;q=0",
        "nonsense",
        "application/*;q=0, */*",
        "application/json; charset=latin1",
    ],
)
def test_a_client_that_accepts_none_of_our_types_is_told_which_there_are(home, visitor, accept):
    response = post(visitor, accept=accept)
    assert response.status_code == 406
    assert GRAPHQL in response.json()["errors"][0]["message"]


WRONG = ["{", "{ nothing }", "query ($n: Int!) { articles(first: $n) { totalCount } }"]


@pytest.mark.parametrize("query", WRONG)
def test_a_wrong_document_is_400_unless_plain_json_is_asked_for_by_its_name(home, visitor, query):
    assert post(visitor, query).status_code == 400
    assert post(visitor, query, accept="*/*").status_code == 400
    assert post(visitor, query, accept=GRAPHQL).status_code == 400
    plain = post(visitor, query, accept="application/json")
    assert plain.status_code == 200
    assert "data" not in plain.json()
    assert plain.json()["errors"][0]["extensions"]["code"] == "BAD_QUERY"


def test_a_charset_other_than_utf_8_and_a_compressed_body_are_refused(home, visitor):
    body = json.dumps({"query": ASK})
    for type_ in ("application/json; charset=latin-1", "application/json; charset=utf-16"):
        assert visitor.post("/graphql/", data=body, content_type=type_).status_code == 415
    assert post(visitor, content_encoding="gzip").status_code == 415
    fine = visitor.post("/graphql/", data=body, content_type="application/json; charset=UTF-8")
    assert fine.status_code == 200


def test_extensions_must_be_an_object(home, visitor):
    for given, status in ((None, 200), ({"some": "value"}, 200), ([], 400), ("a", 400), (0, 400)):
        body = json.dumps({"query": ASK, "extensions": given})
        response = visitor.post("/graphql/", data=body, content_type="application/json")
        assert response.status_code == status, given
    assert visitor.get("/graphql/", {"query": ASK, "extensions": "{"}).status_code == 400


def test_a_get_with_the_etag_of_before_is_answered_with_304(home, visitor):
    first = visitor.get("/graphql/", {"query": ASK})
    etag = first["ETag"]
    assert etag.startswith('"')
    for given in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        again = visitor.get("/graphql/", {"query": ASK}, headers={"If-None-Match": given})
        assert again.status_code == 304
        assert not again.content
        assert again["ETag"] == etag
        assert "Accept" in again["Vary"]
    other = visitor.get("/graphql/", {"query": ASK}, headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


def test_another_answer_or_another_type_has_another_etag(home, visitor):
    tags = {
        visitor.get("/graphql/", {"query": query}, headers={"Accept": accept})["ETag"]
        for query in (ASK, "{ site { publisher } }")
        for accept in ("application/json", GRAPHQL)
    }
    assert len(tags) == 4


def test_a_post_has_an_etag_and_is_never_answered_with_304(home, visitor):
    etag = post(visitor)["ETag"]
    assert post(visitor, if_none_match=etag).status_code == 200


def test_an_error_has_no_etag(home, visitor):
    assert not post(visitor, "{").has_header("ETag")


def test_a_long_answer_is_compressed_as_the_client_asks(home, visitor):
    plain = visitor.get("/graphql/", {"query": LONG})
    assert "Content-Encoding" not in plain
    found = {}
    for accept, coding in (("gzip", "gzip"), ("gzip, br", "br"), ("br;q=0, gzip;q=0.5", "gzip")):
        answer = visitor.get("/graphql/", {"query": LONG}, headers={"Accept-Encoding": accept})
        assert answer["Content-Encoding"] == coding
        assert int(answer["Content-Length"]) == len(answer.content) < len(plain.content)
        found[coding] = answer
    assert gzip.decompress(found["gzip"].content) == plain.content
    assert brotli.decompress(found["br"].content) == plain.content
    tags = {plain["ETag"], found["gzip"]["ETag"], found["br"]["ETag"]}
    assert len(tags) == 3
    headers = {"Accept-Encoding": "br", "If-None-Match": found["br"]["ETag"]}
    assert visitor.get("/graphql/", {"query": LONG}, headers=headers).status_code == 304
    assert "Content-Encoding" not in post(visitor, accept_encoding="br, gzip")


def test_an_answer_names_its_request_and_takes_a_plain_name_from_the_client(home, visitor):
    first, second = post(visitor), post(visitor)
    assert first["X-Request-ID"] != second["X-Request-ID"]
    assert post(visitor, x_request_id="build-7.a")["X-Request-ID"] == "build-7.a"
    for odd in ("a b", "x" * 65, "", "<b>"):
        assert post(visitor, x_request_id=odd)["X-Request-ID"] != odd
    wrong = post(visitor, "{", x_request_id="build-8")
    assert wrong.json()["errors"][0]["extensions"]["requestId"] == "build-8"


def test_names_that_were_nearly_right_are_suggested_only_where_introspection_is_on(home, visitor):
    near = ["{ sit { name } }", "{ site { nam } }", "{ articles(firs: 1) { totalCount } }"]
    near += [
        "{ articles(orderBy: DATE_DES) { totalCount } }",
        "{ site { ... on SiteSetting { id } } }",
    ]
    with override_settings(GRAPHQL_INTROSPECTION=True):
        assert all(b"Did you mean" in post(visitor, query).content for query in near)
    with override_settings(GRAPHQL_INTROSPECTION=False):
        assert not any(b"Did you mean" in post(visitor, query).content for query in near)


ORIGIN = "https://front.example"
ALLOWING = {
    "CORS_ALLOWED_ORIGINS": [ORIGIN],
    "MIDDLEWARE": ["corsheaders.middleware.CorsMiddleware", *settings.MIDDLEWARE],
}


def preflight(visitor: Client, origin: str) -> Any:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    return visitor.options("/graphql/", headers=headers)


def test_without_a_setting_no_other_origin_may_read_answers(home, visitor):
    assert "Access-Control-Allow-Origin" not in post(visitor, origin=ORIGIN)
    assert preflight(visitor, ORIGIN).status_code == 405


@override_settings(**ALLOWING)
def test_an_origin_that_is_set_may_ask_and_another_may_not(home):
    visitor = Client(HTTP_HOST="testserver")
    allowed = preflight(visitor, ORIGIN)
    assert allowed.status_code == 200
    assert allowed["Access-Control-Allow-Origin"] == ORIGIN
    assert "content-type" in allowed["Access-Control-Allow-Headers"]
    answer = post(visitor, origin=ORIGIN)
    assert answer["Access-Control-Allow-Origin"] == ORIGIN
    assert "ETag" in answer["Access-Control-Expose-Headers"]
    assert "origin" in answer["Vary"].lower()
    assert "Access-Control-Allow-Credentials" not in answer
    for response in (preflight(visitor, "https://evil.example"), post(visitor, origin="null")):
        assert "Access-Control-Allow-Origin" not in response
    page = visitor.get("/", headers={"Origin": ORIGIN})
    assert "Access-Control-Allow-Origin" not in page
