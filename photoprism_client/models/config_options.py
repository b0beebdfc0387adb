"""`ConfigOptions`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class ConfigOptions(Model):
    """Options of the server.

    Source: internal/config/options.go of the server
    """

    #: Name of the OpenID Connect provider.
    oidc_provider: str | None = Field(default=None, validation_alias="OIDCProvider", serialization_alias="OIDCProvider")
    #: Icon of the provider.
    oidc_icon: str | None = Field(default=None, validation_alias="OIDCIcon", serialization_alias="OIDCIcon")
    #: Whether the login page leads to the provider at once.
    oidc_redirect: bool | None = Field(
        default=None,
        validation_alias="OIDCRedirect",
        serialization_alias="OIDCRedirect",
    )
    #: Whether users of the provider get accounts.
    oidc_register: bool | None = Field(
        default=None,
        validation_alias="OIDCRegister",
        serialization_alias="OIDCRegister",
    )
    #: Whether login by OpenID Connect is off.
    disable_oidc: bool | None = Field(default=None, validation_alias="DisableOIDC", serialization_alias="DisableOIDC")
    #: Whether it runs in production mode.
    prod: bool | None = Field(default=None, validation_alias="Prod", serialization_alias="Prod")
    #: Whether the server logs more.
    debug: bool | None = Field(default=None, validation_alias="Debug", serialization_alias="Debug")
    #: Whether the server logs most.
    trace: bool | None = Field(default=None, validation_alias="Trace", serialization_alias="Trace")
    #: Whether it is a test server.
    test: bool | None = Field(default=None, validation_alias="Test", serialization_alias="Test")
    #: Largest original in megabytes.
    originals_limit: int | None = Field(
        default=None,
        validation_alias="OriginalsLimit",
        serialization_alias="OriginalsLimit",
    )
    #: Largest picture in megapixels.
    resolution_limit: int | None = Field(
        default=None,
        validation_alias="ResolutionLimit",
        serialization_alias="ResolutionLimit",
    )
    #: Whether photos are backed up as YAML files.
    sidecar_yaml: bool | None = Field(default=None, validation_alias="SidecarYaml", serialization_alias="SidecarYaml")
    #: When backups are made, as in crontab, or ``daily`` or ``weekly``.
    backup_schedule: str | None = Field(
        default=None,
        validation_alias="BackupSchedule",
        serialization_alias="BackupSchedule",
    )
    #: Backups that are kept.
    backup_retain: int | None = Field(default=None, validation_alias="BackupRetain", serialization_alias="BackupRetain")
    #: Whether the database is backed up.
    backup_database: bool | None = Field(
        default=None,
        validation_alias="BackupDatabase",
        serialization_alias="BackupDatabase",
    )
    #: Whether albums are backed up.
    backup_albums: bool | None = Field(
        default=None,
        validation_alias="BackupAlbums",
        serialization_alias="BackupAlbums",
    )
    #: Files that are indexed at once.
    index_workers: int | None = Field(default=None, validation_alias="IndexWorkers", serialization_alias="IndexWorkers")
    #: When originals are indexed, as in crontab.
    index_schedule: str | None = Field(
        default=None,
        validation_alias="IndexSchedule",
        serialization_alias="IndexSchedule",
    )
    #: Time between runs in the background, in nanoseconds.
    wakeup_interval: int | None = Field(
        default=None,
        validation_alias="WakeupInterval",
        serialization_alias="WakeupInterval",
    )
    #: Seconds after a WebDAV upload until it is indexed; -1 for never.
    auto_index: int | None = Field(default=None, validation_alias="AutoIndex", serialization_alias="AutoIndex")
    #: Seconds after a WebDAV upload until it is imported; -1 for never.
    auto_import: int | None = Field(default=None, validation_alias="AutoImport", serialization_alias="AutoImport")
    #: Whether originals cannot be changed.
    read_only: bool | None = Field(default=None, validation_alias="ReadOnly", serialization_alias="ReadOnly")
    #: Whether experimental features are on.
    experimental: bool | None = Field(default=None, validation_alias="Experimental", serialization_alias="Experimental")
    #: Whether making backups is off.
    disable_backups: bool | None = Field(
        default=None,
        validation_alias="DisableBackups",
        serialization_alias="DisableBackups",
    )
    #: Whether WebDAV is off.
    disable_web_dav: bool | None = Field(
        default=None,
        validation_alias="DisableWebDAV",
        serialization_alias="DisableWebDAV",
    )
    #: Whether looking up places is off.
    disable_places: bool | None = Field(
        default=None,
        validation_alias="DisablePlaces",
        serialization_alias="DisablePlaces",
    )
    #: Whether TensorFlow is off.
    disable_tensor_flow: bool | None = Field(
        default=None,
        validation_alias="DisableTensorFlow",
        serialization_alias="DisableTensorFlow",
    )
    #: Whether recognising faces is off.
    disable_faces: bool | None = Field(
        default=None,
        validation_alias="DisableFaces",
        serialization_alias="DisableFaces",
    )
    #: Whether labelling pictures is off.
    disable_classification: bool | None = Field(
        default=None,
        validation_alias="DisableClassification",
        serialization_alias="DisableClassification",
    )
    #: Whether FFmpeg is off.
    disable_f_fmpeg: bool | None = Field(
        default=None,
        validation_alias="DisableFFmpeg",
        serialization_alias="DisableFFmpeg",
    )
    #: Whether ExifTool is off.
    disable_exif_tool: bool | None = Field(
        default=None,
        validation_alias="DisableExifTool",
        serialization_alias="DisableExifTool",
    )
    #: Whether Vips is off.
    disable_vips: bool | None = Field(default=None, validation_alias="DisableVips", serialization_alias="DisableVips")
    #: Whether Sips is off.
    disable_sips: bool | None = Field(default=None, validation_alias="DisableSips", serialization_alias="DisableSips")
    #: Whether Darktable is off.
    disable_darktable: bool | None = Field(
        default=None,
        validation_alias="DisableDarktable",
        serialization_alias="DisableDarktable",
    )
    #: Whether RawTherapee is off.
    disable_raw_therapee: bool | None = Field(
        default=None,
        validation_alias="DisableRawTherapee",
        serialization_alias="DisableRawTherapee",
    )
    #: Whether ImageMagick is off.
    disable_image_magick: bool | None = Field(
        default=None,
        validation_alias="DisableImageMagick",
        serialization_alias="DisableImageMagick",
    )
    #: Whether converting HEIF is off.
    disable_heif_convert: bool | None = Field(
        default=None,
        validation_alias="DisableHeifConvert",
        serialization_alias="DisableHeifConvert",
    )
    #: Whether support of vector graphics is off.
    disable_vectors: bool | None = Field(
        default=None,
        validation_alias="DisableVectors",
        serialization_alias="DisableVectors",
    )
    #: Whether support of JPEG XL is off.
    disable_jpeg_xl: bool | None = Field(
        default=None,
        validation_alias="DisableJpegXL",
        serialization_alias="DisableJpegXL",
    )
    #: Whether support of RAW files is off.
    disable_raw: bool | None = Field(default=None, validation_alias="DisableRaw", serialization_alias="DisableRaw")
    #: Whether presets are used for RAW files.
    raw_presets: bool | None = Field(default=None, validation_alias="RawPresets", serialization_alias="RawPresets")
    #: Whether Exif is searched for in whole files.
    exif_brute_force: bool | None = Field(
        default=None,
        validation_alias="ExifBruteForce",
        serialization_alias="ExifBruteForce",
    )
    #: Whether offensive pictures become private.
    detect_nsfw: bool | None = Field(default=None, validation_alias="DetectNSFW", serialization_alias="DetectNSFW")
    #: Language of users who chose none.
    default_locale: str | None = Field(
        default=None,
        validation_alias="DefaultLocale",
        serialization_alias="DefaultLocale",
    )
    #: Zone of users who chose none.
    default_timezone: str | None = Field(
        default=None,
        validation_alias="DefaultTimezone",
        serialization_alias="DefaultTimezone",
    )
    #: Theme of users who chose none.
    default_theme: str | None = Field(default=None, validation_alias="DefaultTheme", serialization_alias="DefaultTheme")
    #: Name of the app.
    app_name: str | None = Field(default=None, validation_alias="AppName", serialization_alias="AppName")
    #: Mode of the app.
    app_mode: str | None = Field(default=None, validation_alias="AppMode", serialization_alias="AppMode")
    #: Icon of the app.
    app_icon: str | None = Field(default=None, validation_alias="AppIcon", serialization_alias="AppIcon")
    #: Colour of the app.
    app_color: str | None = Field(default=None, validation_alias="AppColor", serialization_alias="AppColor")
    #: Legal information.
    legal_info: str | None = Field(default=None, validation_alias="LegalInfo", serialization_alias="LegalInfo")
    #: Address of legal information.
    legal_url: str | None = Field(default=None, validation_alias="LegalUrl", serialization_alias="LegalUrl")
    #: Path or address of the wallpaper.
    wallpaper_uri: str | None = Field(default=None, validation_alias="WallpaperUri", serialization_alias="WallpaperUri")
    #: Address of the server.
    site_url: str | None = Field(default=None, validation_alias="SiteUrl", serialization_alias="SiteUrl")
    #: Who runs it.
    site_author: str | None = Field(default=None, validation_alias="SiteAuthor", serialization_alias="SiteAuthor")
    #: Title.
    site_title: str | None = Field(default=None, validation_alias="SiteTitle", serialization_alias="SiteTitle")
    #: Caption.
    site_caption: str | None = Field(default=None, validation_alias="SiteCaption", serialization_alias="SiteCaption")
    #: Description.
    site_description: str | None = Field(
        default=None,
        validation_alias="SiteDescription",
        serialization_alias="SiteDescription",
    )
    #: Address of a picture of the site.
    site_preview: str | None = Field(default=None, validation_alias="SitePreview", serialization_alias="SitePreview")
    #: Address that pictures are delivered from.
    cdn_url: str | None = Field(default=None, validation_alias="CdnUrl", serialization_alias="CdnUrl")
    #: Whether videos are delivered from there, too.
    cdn_video: bool | None = Field(default=None, validation_alias="CdnVideo", serialization_alias="CdnVideo")
    #: Proxy for the server's own requests; may hold a password.
    https_proxy: str | None = Field(
        default=None,
        validation_alias="HttpsProxy",
        serialization_alias="HttpsProxy",
        repr=False,
    )
    #: Whether certificates of that proxy are not checked.
    https_proxy_insecure: bool | None = Field(
        default=None,
        validation_alias="HttpsProxyInsecure",
        serialization_alias="HttpsProxyInsecure",
    )
    #: Whether HTTPS is off.
    disable_tls: bool | None = Field(default=None, validation_alias="DisableTLS", serialization_alias="DisableTLS")
    #: Whether a certificate of its own is used for HTTPS.
    default_tls: bool | None = Field(default=None, validation_alias="DefaultTLS", serialization_alias="DefaultTLS")
    #: Address for certificates of Let's Encrypt.
    tls_email: str | None = Field(default=None, validation_alias="TLSEmail", serialization_alias="TLSEmail")
    #: Name of the certificate file.
    tls_cert: str | None = Field(default=None, validation_alias="TLSCert", serialization_alias="TLSCert")
    #: Name of the key file.
    tls_key: str | None = Field(default=None, validation_alias="TLSKey", serialization_alias="TLSKey", repr=False)
    #: Whether others may keep pictures in their caches.
    http_cache_public: bool | None = Field(
        default=None,
        validation_alias="HttpCachePublic",
        serialization_alias="HttpCachePublic",
    )
    #: Seconds that pictures may be kept.
    http_cache_max_age: int | None = Field(
        default=None,
        validation_alias="HttpCacheMaxAge",
        serialization_alias="HttpCacheMaxAge",
    )
    #: Seconds that videos may be kept.
    http_video_max_age: int | None = Field(
        default=None,
        validation_alias="HttpVideoMaxAge",
        serialization_alias="HttpVideoMaxAge",
    )
    #: Encoder for videos.
    f_fmpeg_encoder: str | None = Field(
        default=None,
        validation_alias="FFmpegEncoder",
        serialization_alias="FFmpegEncoder",
    )
    #: Largest video in pixels.
    f_fmpeg_size: int | None = Field(default=None, validation_alias="FFmpegSize", serialization_alias="FFmpegSize")
    #: Megabits a second of videos.
    f_fmpeg_bitrate: int | None = Field(
        default=None,
        validation_alias="FFmpegBitrate",
        serialization_alias="FFmpegBitrate",
    )
    #: Video stream that is used.
    f_fmpeg_map_video: str | None = Field(
        default=None,
        validation_alias="FFmpegMapVideo",
        serialization_alias="FFmpegMapVideo",
    )
    #: Audio stream that is used.
    f_fmpeg_map_audio: str | None = Field(
        default=None,
        validation_alias="FFmpegMapAudio",
        serialization_alias="FFmpegMapAudio",
    )
    #: Library that makes thumbnails.
    thumb_library: str | None = Field(default=None, validation_alias="ThumbLibrary", serialization_alias="ThumbLibrary")
    #: Colour profile of thumbnails.
    thumb_color: str | None = Field(default=None, validation_alias="ThumbColor", serialization_alias="ThumbColor")
    #: Filter that makes thumbnails.
    thumb_filter: str | None = Field(default=None, validation_alias="ThumbFilter", serialization_alias="ThumbFilter")
    #: Largest thumbnail that is kept, in pixels.
    thumb_size: int | None = Field(default=None, validation_alias="ThumbSize", serialization_alias="ThumbSize")
    #: Largest thumbnail that is made when it is asked for, in pixels.
    thumb_size_uncached: int | None = Field(
        default=None,
        validation_alias="ThumbSizeUncached",
        serialization_alias="ThumbSizeUncached",
    )
    #: Whether thumbnails are made when they are asked for.
    thumb_uncached: bool | None = Field(
        default=None,
        validation_alias="ThumbUncached",
        serialization_alias="ThumbUncached",
    )
    #: Quality of JPEGs, 25 to 100.
    jpeg_quality: int | None = Field(default=None, validation_alias="JpegQuality", serialization_alias="JpegQuality")
    #: Largest JPEG that is made, in pixels.
    jpeg_size: int | None = Field(default=None, validation_alias="JpegSize", serialization_alias="JpegSize")
    #: Largest PNG that is made, in pixels.
    png_size: int | None = Field(default=None, validation_alias="PngSize", serialization_alias="PngSize")
