"""The methods whose promises these tests are about."""

import pytest

from test.support.many import PHOTOS, THUMBS, Many


@pytest.fixture(params=[THUMBS, PHOTOS], ids=repr)
def many(request: pytest.FixtureRequest) -> Many:
    """Return a method that fetches many: a test that takes this runs once for each."""
    method: Many = request.param
    return method
