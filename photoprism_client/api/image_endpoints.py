"""The seven endpoints of pictures, files and zips."""

from photoprism_client._call.endpoint import Body, Endpoint

_PICTURE = "image/jpeg, image/svg+xml"
_FILE = "application/octet-stream"

ALBUM_COVER = Endpoint("album_cover", "/api/v1/albums/{uid}/t/{token}/{size}", _PICTURE, Body.PICTURE, "preview")
DOWNLOAD_ALBUM = Endpoint("download_album", "/api/v1/albums/{uid}/dl", "application/zip", Body.ARCHIVE, "download")
FOLDER_COVER = Endpoint("folder_cover", "/api/v1/folders/t/{uid}/{token}/{size}", _PICTURE, Body.PICTURE, "preview")
GET_DOWNLOAD = Endpoint("get_download", "/api/v1/dl/{hash}", _FILE, Body.FILE, "download")
GET_PHOTO_DOWNLOAD = Endpoint("get_photo_download", "/api/v1/photos/{uid}/dl", _FILE, Body.FILE, "download")
GET_THUMB = Endpoint("get_thumb", "/api/v1/t/{thumb}/{token}/{size}", "image/jpeg", Body.PICTURE, "preview")
LABEL_COVER = Endpoint("label_cover", "/api/v1/labels/{uid}/t/{token}/{size}", _PICTURE, Body.PICTURE, "preview")
