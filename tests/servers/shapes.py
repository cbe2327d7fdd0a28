"""The ways in which APIs wrap their records: path -> (answer made of one record, what extraction must find).

`record` has an `id` and a `name`. Expected: list and style of the template's envelope, the fields, the paging.
"""

FIELDS = ["id:int", "name:string"]


def expected(list="data", style=None, fields=FIELDS, paging=None):
    return {"list": list, "style": style, "fields": fields, "paging": paging}


def attribute(value, kind="standard"):
    return {"label": "x", "value": value, "type": kind, "universal_id": "u"}


SHAPES = {
    "/root/things": (lambda r: [r, r], expected("$")),
    "/data/things": (lambda r: {"status": "ok", "total": 2, "count": 1, "offset": 0, "data": [r]}, expected(paging={"kind": "offset", "parameter": "offset", "total": "total"})),
    "/results/things": (lambda r: {"count": 2, "next": "https://h.example/things?page=2&page_size=1", "previous": None, "results": [r]},
                        expected("results", paging={"kind": "link", "parameter": "page", "limit_parameter": "page_size", "next": "next", "total": "count"})),
    "/named/things": (lambda r: {"things": [r], "meta": {"tags": [{"a": 1}]}, "errors": []}, expected("things")),
    "/named-one/things": (lambda r: {"thing": [r]}, expected("thing")),
    "/nested/things": (lambda r: {"response": {"page": 1, "items": [r]}}, expected("response.items")),
    "/deeper/things": (lambda r: {"payload": {"body": {"things": [r]}}}, expected("payload.body.things")),
    "/cursor/things": (lambda r: {"data": [r], "has_more": True, "next_cursor": "b3BhcXVl"}, expected(paging={"kind": "cursor", "next": "next_cursor", "more": "has_more"})),
    "/page/things": (lambda r: {"items": [r], "page": 1, "pageSize": 1, "totalPages": 3}, expected("items", paging={"kind": "page", "parameter": "page"})),
    "/hal/things": (lambda r: {"_embedded": {"things": [r]}, "_links": {"self": {"href": "/things"}, "next": {"href": "/things?page=1&size=1"}}, "page": {"size": 1, "totalElements": 2}},
                    expected("_embedded.things", "hal", paging={"kind": "link", "parameter": "page", "limit_parameter": "size", "next": "_links.next.href", "total": "page.totalElements"})),
    "/json-api/things": (lambda r: {"data": [{"type": "things", "id": "1", "attributes": {"name": r["name"]}, "relationships": {"owner": {"data": {"type": "people", "id": "9"}}}}],
                                    "links": {"next": "/things?page%5Bcursor%5D=x&page%5Bsize%5D=1"}},
                         expected("data", "json_api", ["id:string", "name:string", "owner:object"],
                                  {"kind": "link", "parameter": "page[cursor]", "limit_parameter": "page[size]", "next": "links.next"})),
    "/odata/things": (lambda r: {"@odata.context": "c", "value": [{"@odata.etag": "e", **r}], "@odata.nextLink": "https://h.example/things?$skip=1"},
                      expected("value", "odata", paging={"kind": "link", "parameter": "$skip", "next": "@odata.nextLink"})),
    "/fhir/things": (lambda r: {"resourceType": "Bundle", "type": "searchset", "total": 1, "entry": [{"fullUrl": "urn:x", "resource": r, "search": {"mode": "match"}}]}, expected("entry", "fhir")),
    "/search/things": (lambda r: {"took": 1, "hits": {"total": {"value": 2}, "hits": [{"_index": "i", "_id": "1", "_source": r}]}}, expected("hits.hits", "search")),
    "/graph/things": (lambda r: {"data": {"things": {"edges": [{"cursor": "c", "node": r}], "pageInfo": {"hasNextPage": True}}}}, expected("data.things.edges", "edges")),
    "/attributes/things": (lambda r: {"data": [{"type": "Thing", "attributes": {"id": attribute(1), "name": attribute(r["name"])}}]}, expected("data", "attributes")),
    "/by-id/things": (lambda r: {"61f370b1bee8e16fd9b40272": r, "66b7f81647691c41938c603e": r}, expected("$", "by_id")),
    "/by-id-inside/things": (lambda r: {"data": {"61f370b1bee8e16fd9b40272": r, "66b7f81647691c41938c603e": r}}, expected("data", "by_id")),
    "/beside/things": (lambda r: {"relations": {"team": [{"id": "t", "lead": "l", "size": 3}]}, "data": [r]}, expected("data")),
    "/included/things": (lambda r: {"included": [{"id": "t", "lead": "l"}], "things": [r]}, expected("things")),
    "/lists/things": (lambda r: {"data": [[r], [r]]}, expected("data")),
    "/wrapped/things": (lambda r: {"things": [{"thing": r}]}, expected("things", "wrapped")),
    "/single/things": (lambda r: r, expected("", "single")),
    "/single-inside/things": (lambda r: {"status": "ok", "data": r}, expected("data", "single")),
    "/values/things": (lambda r: {"data": [r["name"]]}, expected("data", fields=["value:string"])),
    "/own-list/things": (lambda r: {**r, "tags": [{"a": 1}]}, expected("", "single", FIELDS + ["tags:array"])),
}
