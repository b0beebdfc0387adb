"""Messages for two readers: Python's words by default, others on demand, and secrets masked in both."""

import copy
import pickle

from photoprism_client._error_facts import mask
from photoprism_client._wording import Advice, Setting, worded
from photoprism_client.exceptions import ApiException, ApiValueError

_WORDS = {"host": "--url", "ca": "--ca-file", "pass it=True": "--it"}


def test_python_sees_parameters() -> None:
    """An advice is the text for a reader of Python."""
    advice = Advice("Check {host}, which is {url}, or {pass it=True}.", url="http://nas")
    assert advice == "Check host, which is http://nas, or pass it=True."
    assert isinstance(advice, str)


def test_a_command_sees_options() -> None:
    """The same message in other words; what they do not know stays."""
    advice = Advice("Check {host}, which is {url}, or {pass it=True}, or {another}.", url="http://nas")
    assert advice.worded(_WORDS) == "Check --url, which is http://nas, or --it, or another."
    assert worded(advice, _WORDS) == advice.worded(_WORDS)
    assert worded("Check {host}.", _WORDS) == "Check {host}."


def test_facts_are_filled_in_as_they_are() -> None:
    """Braces and names of settings within a fact mean nothing."""
    advice = Advice("{host} is {url}", url="{host} host {pass it=True}")
    assert advice == "host is {host} host {pass it=True}"
    assert advice.worded(_WORDS) == "--url is {host} host {pass it=True}"


def test_a_setting_as_a_fact_is_translated() -> None:
    """Checks that know the name of a parameter only when they run name the option, too."""
    advice = Advice("{name} must not be {value}", name=Setting("ca"), value="ca")
    assert advice == "ca must not be ca"
    assert advice.worded(_WORDS) == "--ca-file must not be ca"


def test_an_advice_is_copied_and_pickled_whole() -> None:
    """Errors cross process borders; reports are copied."""
    advice = Advice("{name} and {host} and {url}", name=Setting("ca"), url="x")
    for again in (pickle.loads(pickle.dumps(advice)), copy.deepcopy(advice)):
        assert again == advice
        assert again.worded(_WORDS) == "--ca-file and --url and x"
    error = pickle.loads(pickle.dumps(ApiValueError(advice)))
    assert error.args[0].worded(_WORDS) == "--ca-file and --url and x"


def test_masking_keeps_the_words() -> None:
    """An error masks the facts of its advice and leaves its settings; the advice stays one."""
    error = ApiException(500, "x", message=Advice("{host}: {fact}", fact="/s/abcdef and S3cret"))
    mask(error, ["S3cret", "host"])
    assert error.message == "host: /s/*** and ***"
    assert worded(error.message or "", _WORDS) == "--url: /s/*** and ***"
