"""`ConfigClientConfig`: written by codegen, do not edit."""

from typing import Annotated

from pydantic import Field

from photoprism_client.models.base import LIST_OR_NULL, Model
from photoprism_client.models.config_category_label import ConfigCategoryLabel
from photoprism_client.models.config_client_counts import ConfigClientCounts
from photoprism_client.models.config_client_disable import ConfigClientDisable
from photoprism_client.models.config_client_position import ConfigClientPosition
from photoprism_client.models.config_thumb_size import ConfigThumbSize
from photoprism_client.models.customize_settings import CustomizeSettings
from photoprism_client.models.entity_album import EntityAlbum
from photoprism_client.models.entity_camera import EntityCamera
from photoprism_client.models.entity_country import EntityCountry
from photoprism_client.models.entity_lens import EntityLens
from photoprism_client.models.entity_person import EntityPerson
from photoprism_client.models.env_resources import EnvResources


class ConfigClientConfig(Model):
    """The server's configuration. Without a login there is less in it.

    Source: internal/config/client_config.go of the server
    """

    #: ``user`` or ``public``; ``public`` without a login on any server.
    mode: str | None = Field(default=None, validation_alias="mode", serialization_alias="mode")
    #: Name of the software.
    name: str | None = Field(default=None, validation_alias="name", serialization_alias="name")
    #: Name of the software, for people.
    about: str | None = Field(default=None, validation_alias="about", serialization_alias="about")
    #: Edition, such as ``ce``.
    edition: str | None = Field(default=None, validation_alias="edition", serialization_alias="edition")
    #: Version.
    version: str | None = Field(default=None, validation_alias="version", serialization_alias="version")
    #: Copyright of the software.
    copyright: str | None = Field(default=None, validation_alias="copyright", serialization_alias="copyright")
    #: Words for the web interface.
    flags: str | None = Field(default=None, validation_alias="flags", serialization_alias="flags")
    #: Sub-path of the server.
    base_uri: str | None = Field(default=None, validation_alias="baseUri", serialization_alias="baseUri")
    #: Path of static files.
    static_uri: str | None = Field(default=None, validation_alias="staticUri", serialization_alias="staticUri")
    #: Path of the style sheet.
    css_uri: str | None = Field(default=None, validation_alias="cssUri", serialization_alias="cssUri")
    #: Path of the script.
    js_uri: str | None = Field(default=None, validation_alias="jsUri", serialization_alias="jsUri")
    #: Path of the manifest.
    manifest_uri: str | None = Field(default=None, validation_alias="manifestUri", serialization_alias="manifestUri")
    #: Path of the API.
    api_uri: str | None = Field(default=None, validation_alias="apiUri", serialization_alias="apiUri")
    #: Path or address of pictures.
    content_uri: str | None = Field(default=None, validation_alias="contentUri", serialization_alias="contentUri")
    #: Path or address of videos.
    video_uri: str | None = Field(default=None, validation_alias="videoUri", serialization_alias="videoUri")
    #: Path or address of the wallpaper.
    wallpaper_uri: str | None = Field(default=None, validation_alias="wallpaperUri", serialization_alias="wallpaperUri")
    #: Address of the server.
    site_url: str | None = Field(default=None, validation_alias="siteUrl", serialization_alias="siteUrl")
    #: Host of the server.
    site_domain: str | None = Field(default=None, validation_alias="siteDomain", serialization_alias="siteDomain")
    #: Who runs it.
    site_author: str | None = Field(default=None, validation_alias="siteAuthor", serialization_alias="siteAuthor")
    #: Title.
    site_title: str | None = Field(default=None, validation_alias="siteTitle", serialization_alias="siteTitle")
    #: Caption.
    site_caption: str | None = Field(default=None, validation_alias="siteCaption", serialization_alias="siteCaption")
    #: Description.
    site_description: str | None = Field(
        default=None,
        validation_alias="siteDescription",
        serialization_alias="siteDescription",
    )
    #: Address of a picture of the site.
    site_preview: str | None = Field(default=None, validation_alias="sitePreview", serialization_alias="sitePreview")
    #: Legal information.
    legal_info: str | None = Field(default=None, validation_alias="legalInfo", serialization_alias="legalInfo")
    #: Address of legal information.
    legal_url: str | None = Field(default=None, validation_alias="legalUrl", serialization_alias="legalUrl")
    #: Name of the app.
    app_name: str | None = Field(default=None, validation_alias="appName", serialization_alias="appName")
    #: Mode of the app.
    app_mode: str | None = Field(default=None, validation_alias="appMode", serialization_alias="appMode")
    #: Icon of the app.
    app_icon: str | None = Field(default=None, validation_alias="appIcon", serialization_alias="appIcon")
    #: Colour of the app.
    app_color: str | None = Field(default=None, validation_alias="appColor", serialization_alias="appColor")
    #: Whether a restart is needed.
    restart: bool | None = Field(default=None, validation_alias="restart", serialization_alias="restart")
    #: Whether the server logs more.
    debug: bool | None = Field(default=None, validation_alias="debug", serialization_alias="debug")
    #: Whether the server logs most.
    trace: bool | None = Field(default=None, validation_alias="trace", serialization_alias="trace")
    #: Whether it is a test server.
    test: bool | None = Field(default=None, validation_alias="test", serialization_alias="test")
    #: Whether it is a demo server.
    demo: bool | None = Field(default=None, validation_alias="demo", serialization_alias="demo")
    #: Whether its operator sponsors the project.
    sponsor: bool | None = Field(default=None, validation_alias="sponsor", serialization_alias="sponsor")
    #: Whether originals cannot be changed.
    readonly: bool | None = Field(default=None, validation_alias="readonly", serialization_alias="readonly")
    #: Whether uploads may be offensive.
    upload_nsfw: bool | None = Field(default=None, validation_alias="uploadNSFW", serialization_alias="uploadNSFW")
    #: Whether the server needs no login.
    public: bool | None = Field(default=None, validation_alias="public", serialization_alias="public")
    #: ``password`` or ``public``.
    auth_mode: str | None = Field(default=None, validation_alias="authMode", serialization_alias="authMode")
    #: Folder for uploads of users.
    users_path: str | None = Field(default=None, validation_alias="usersPath", serialization_alias="usersPath")
    #: Path of the login page.
    login_uri: str | None = Field(default=None, validation_alias="loginUri", serialization_alias="loginUri")
    #: Address of the registration page.
    register_uri: str | None = Field(default=None, validation_alias="registerUri", serialization_alias="registerUri")
    #: Characters that a password needs.
    password_length: int | None = Field(
        default=None,
        validation_alias="passwordLength",
        serialization_alias="passwordLength",
    )
    #: Address of the page for forgotten passwords.
    password_reset_uri: str | None = Field(
        default=None,
        validation_alias="passwordResetUri",
        serialization_alias="passwordResetUri",
    )
    #: Whether experimental features are on.
    experimental: bool | None = Field(default=None, validation_alias="experimental", serialization_alias="experimental")
    #: Categories of albums.
    album_categories: Annotated[list[str], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="albumCategories",
        serialization_alias="albumCategories",
    )
    #: Albums.
    albums: Annotated[list[EntityAlbum], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="albums",
        serialization_alias="albums",
    )
    #: Cameras.
    cameras: Annotated[list[EntityCamera], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="cameras",
        serialization_alias="cameras",
    )
    #: Lenses.
    lenses: Annotated[list[EntityLens], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="lenses",
        serialization_alias="lenses",
    )
    #: Countries.
    countries: Annotated[list[EntityCountry], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="countries",
        serialization_alias="countries",
    )
    #: People.
    people: Annotated[list[EntityPerson], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="people",
        serialization_alias="people",
    )
    #: Thumbnail sizes that the server offers.
    thumbs: Annotated[list[ConfigThumbSize], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="thumbs",
        serialization_alias="thumbs",
    )
    #: Level of membership.
    tier: int | None = Field(default=None, validation_alias="tier", serialization_alias="tier")
    #: Kind of membership.
    membership: str | None = Field(default=None, validation_alias="membership", serialization_alias="membership")
    #: Customer.
    customer: str | None = Field(default=None, validation_alias="customer", serialization_alias="customer")
    #: Key for the map service.
    map_key: str | None = Field(default=None, validation_alias="mapKey", serialization_alias="mapKey", repr=False)
    #: Token for downloads.
    download_token: str | None = Field(
        default=None,
        validation_alias="downloadToken",
        serialization_alias="downloadToken",
        repr=False,
    )
    #: Token for thumbnails and covers.
    preview_token: str | None = Field(
        default=None,
        validation_alias="previewToken",
        serialization_alias="previewToken",
        repr=False,
    )
    #: What is switched off.
    disable: ConfigClientDisable | None = Field(default=None, validation_alias="disable", serialization_alias="disable")
    #: How many there are of each.
    count: ConfigClientCounts | None = Field(default=None, validation_alias="count", serialization_alias="count")
    #: Where the latest photo was taken.
    pos: ConfigClientPosition | None = Field(default=None, validation_alias="pos", serialization_alias="pos")
    #: Years that have photos.
    years: Annotated[list[int], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="years",
        serialization_alias="years",
    )
    #: Colours to search for.
    colors: Annotated[list[dict[str, str]], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="colors",
        serialization_alias="colors",
    )
    #: Labels that are categories.
    categories: Annotated[list[ConfigCategoryLabel], LIST_OR_NULL] = Field(
        default_factory=list,
        validation_alias="categories",
        serialization_alias="categories",
    )
    #: Length that texts are cut to.
    clip: int | None = Field(default=None, validation_alias="clip", serialization_alias="clip")
    #: Resources of the machine.
    server: EnvResources | None = Field(default=None, validation_alias="server", serialization_alias="server")
    #: Settings of this user.
    settings: CustomizeSettings | None = Field(
        default=None,
        validation_alias="settings",
        serialization_alias="settings",
    )
    #: What this user may do.
    acl: dict[str, dict[str, bool]] | None = Field(default=None, validation_alias="acl", serialization_alias="acl")
    #: Values of extensions.
    ext: dict[str, object] | None = Field(default=None, validation_alias="ext", serialization_alias="ext")
