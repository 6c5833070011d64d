import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOf, placeOf } from "../src/place.ts";

test("a place goes into the address and comes back", () => {
  for (const place of [
    { screen: "mark", attempt: "osh-1/J-001/UST-CK-AC-04", criterion: "A1" },
    { screen: "review", attempt: "osh-1/J%!#1/U", criterion: undefined },
    { screen: "sending", attempt: undefined, criterion: undefined },
  ] as const)
    assert.deepEqual(placeOf(hashOf(place)), place);
  assert.deepEqual(placeOf(""), { screen: "roster" });
  assert.deepEqual(placeOf("#nowhere!x"), { screen: "roster" });
});
