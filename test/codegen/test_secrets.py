"""Secrets in models: masked by their mark in the table, unknown fields by their name, and never in an error."""

import importlib
import json
import pprint
import traceback
from typing import Any

import pytest
from pydantic import ValidationError

from codegen.imports import module_of
from codegen.registry import MODELS
from photoprism_client.models.base import Model
from photoprism_client.models.config_options import ConfigOptions
from photoprism_client.models.entity_service import EntityService
from photoprism_client.models.form_link import FormLink
from photoprism_client.models.form_service import FormService
from photoprism_client.models.session_response import SessionResponse
from photoprism_client.redaction import is_secret_name

SECRET = "S3cret-value"
MARKED = [(name, field.name) for name, model in MODELS.items() for field in model.fields if field.secret]


def _model(name: str) -> type[Model]:
    model: type[Model] = getattr(importlib.import_module(f"photoprism_client.models.{module_of(name)}"), name)
    return model


def _shown(model: Model) -> str:
    return " ".join(
        [repr(model), str(model), f"{model}", model.to_str(), pprint.pformat(model), pprint.pformat([model])]
    )


@pytest.mark.parametrize(("name", "field"), MARKED)
def test_a_marked_field_is_masked(name: str, field: str) -> None:
    """Neither ``repr`` nor ``str``, ``pprint`` or ``to_str`` show it; the attribute, dicts and JSON have it."""
    value: Any = {"tokens": [SECRET]} if field == "data" else SECRET
    model = _model(name)(**{field: value})
    assert SECRET not in _shown(model)
    assert "***" in repr(model)
    assert getattr(model, field) == value
    assert SECRET in model.to_json()
    assert SECRET in json.dumps(model.to_dict())


def test_marks_are_where_secrets_are() -> None:
    """Passwords, keys and tokens have their mark; nothing whose name says so lacks it without a reason."""
    harmless = {
        *(("ConfigClientConfig", name) for name in ("password_length", "password_reset_uri")),
        ("EntityLink", "verify_password"),  # whether there is one
        ("EntityCell", "postcode"),
        ("I18nResponse", "code"),  # a status
        *(("SessionResponse", name) for name in ("token_type",)),
        ("OAuthTokenResponse", "token_type"),
    }
    named = {
        (name, field.name) for name, model in MODELS.items() for field in model.fields if is_secret_name(field.name)
    }
    assert named - set(MARKED) == harmless
    assert {("EntityService", "acc_pass"), ("FormLink", "password"), ("ConfigOptions", "https_proxy")} <= set(MARKED)


@pytest.mark.parametrize(
    "name",
    [
        "AccPass",
        "adminPassword",
        "database_dsn",
        "DatabaseDsn",
        "apiKey",
        "join-token",
        "ClientSecret",
        "RecoveryCode",
        "PASSWORD",
    ],
)
def test_an_unknown_field_is_masked_by_its_name(name: str) -> None:
    """What a later server says is shown, unless its name says that it is a secret, in objects within objects, too."""
    read = EntityService.from_dict({name: SECRET, "Nested": {"Deep": [{name: SECRET}]}, "Novelty": "shown"})
    assert read is not None
    assert SECRET not in _shown(read)
    assert "shown" in repr(read)
    assert read.to_dict()[name] == SECRET


@pytest.mark.parametrize(
    "name", ["Keywords", "Title", "Country", "TokenizerName", "Compassion", "CodecName", "Monkeys"]
)
def test_a_harmless_name_is_not_masked(name: str) -> None:
    """A word that only holds one of the words of secrets is none."""
    assert not is_secret_name(name)


def test_nested_models_are_masked() -> None:
    """A secret of a model in a model is masked as by itself."""
    session = SessionResponse.from_dict({"access_token": SECRET, "config": {"previewToken": SECRET, "mapKey": SECRET}})
    assert session is not None
    assert SECRET not in _shown(session)
    assert session.config is not None
    assert session.config.preview_token == SECRET


@pytest.mark.parametrize(
    "make",
    [
        lambda: FormService(acc_pas=SECRET),  # type: ignore[call-arg]  # that is the test
        lambda: FormService(acc_pass=[SECRET]),  # type: ignore[arg-type]  # that is the test
        lambda: setattr(FormLink(), "pasword", SECRET),
        lambda: setattr(FormLink(), "password", {SECRET}),
        lambda: ConfigOptions(originals_limit=SECRET),  # type: ignore[arg-type]  # that is the test
    ],
)
def test_an_error_quotes_no_input(make: Any) -> None:
    """A slip of the pen in the name of a password prints no password, in no part of the error."""
    with pytest.raises(ValidationError) as caught:
        make()
    assert SECRET not in "".join([*traceback.format_exception(caught.value), str(caught.value), repr(caught.value)])
    assert SECRET not in str(caught.value.errors())
