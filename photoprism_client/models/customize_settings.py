"""`CustomizeSettings`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model
from photoprism_client.models.customize_download_settings import CustomizeDownloadSettings
from photoprism_client.models.customize_feature_settings import CustomizeFeatureSettings
from photoprism_client.models.customize_import_settings import CustomizeImportSettings
from photoprism_client.models.customize_index_settings import CustomizeIndexSettings
from photoprism_client.models.customize_maps_settings import CustomizeMapsSettings
from photoprism_client.models.customize_search_settings import CustomizeSearchSettings
from photoprism_client.models.customize_share_settings import CustomizeShareSettings
from photoprism_client.models.customize_stack_settings import CustomizeStackSettings
from photoprism_client.models.customize_template_settings import CustomizeTemplateSettings
from photoprism_client.models.customize_ui_settings import CustomizeUISettings


class CustomizeSettings(Model):
    """The settings of a user, and some of the whole server.

    Source: internal/config/customize/settings.go of the server
    """

    #: Looks.
    ui: CustomizeUISettings | None = Field(default=None, validation_alias="ui", serialization_alias="ui")
    #: Search.
    search: CustomizeSearchSettings | None = Field(
        default=None,
        validation_alias="search",
        serialization_alias="search",
    )
    #: Maps.
    maps: CustomizeMapsSettings | None = Field(default=None, validation_alias="maps", serialization_alias="maps")
    #: What is switched on.
    features: CustomizeFeatureSettings | None = Field(
        default=None,
        validation_alias="features",
        serialization_alias="features",
    )
    #: Import.
    var_import: CustomizeImportSettings | None = Field(
        default=None,
        validation_alias="import",
        serialization_alias="import",
    )
    #: Indexing.
    index: CustomizeIndexSettings | None = Field(default=None, validation_alias="index", serialization_alias="index")
    #: Stacks of files.
    stack: CustomizeStackSettings | None = Field(default=None, validation_alias="stack", serialization_alias="stack")
    #: Sharing.
    share: CustomizeShareSettings | None = Field(default=None, validation_alias="share", serialization_alias="share")
    #: Downloads.
    download: CustomizeDownloadSettings | None = Field(
        default=None,
        validation_alias="download",
        serialization_alias="download",
    )
    #: Templates.
    templates: CustomizeTemplateSettings | None = Field(
        default=None,
        validation_alias="templates",
        serialization_alias="templates",
    )
