// The program of the gallery. Its data comes as scripts that call galleryIndex and galleryMonth, since a page from a
// disk may load scripts and pictures, and nothing else. Texts are set as text, never as markup.
"use strict";

(() => {
  const FOLDER = ".gallery/";
  const SHOWABLE = /\.(?:jpe?g|jpe|jfif|png|gif|webp|avif|bmp|svg)$/i;
  const PLAYABLE = /\.(?:mp4|m4v|mov|webm|ogv)$/i;
  const GROUPS = { albums: "album", people: "person", labels: "label" };
  const TITLES = { photos: "Photos", albums: "Albums", people: "People", labels: "Labels" };
  const BADGES = { video: "Video", live: "Live", raw: "RAW", animated: "GIF", vector: "Vector" };
  const FAR = 1.2; // screens above and below what is seen that are in the page, too
  const SWIPE = 48; // pixels
  const CONTROLS = 90; // pixels at the bottom of a video, where its own controls take the finger
  const NARROW = 150; // pixels: too few for the longest month

  const element = (id) => document.getElementById(id);
  const [bar, main, heading, count, grid, cards, years, viewer, stage, info, query] =
    ["bar", "main", "heading", "count", "grid", "cards", "years", "viewer", "stage", "info", "query"].map(element);

  const all = []; // photos, the newest first
  const byId = new Map();
  let expected = 0; // scripts of months that are still to come
  let shown = []; // the photos of this view
  let view = { name: "photos", group: "", q: "", photo: "" };

  // --- Texts -------------------------------------------------------------------------------------------------------

  const formats = {};
  const format = (options) => (formats[JSON.stringify(options)] ??=
    new Intl.DateTimeFormat(navigator.language, { ...options, timeZone: "UTC" }));
  const MONTH = { month: "long" };
  const SHORT_MONTH = { month: "short" };
  const MONTH_OF_YEAR = { year: "numeric", month: "long" };
  const DAY = { year: "numeric", month: "long", day: "numeric" };
  const MOMENT = { ...DAY, weekday: "long", hour: "numeric", minute: "2-digit" };

  function dateText(taken, options = DAY) {
    const [, year, month, day, hour, minute] =
      /^(\d{4})(?:-(\d\d))?(?:-(\d\d)T(\d\d):(\d\d))?/.exec(taken) ?? [];
    if (!year) return "Date unknown";
    if (!month) return year;
    const moment = new Date(Date.UTC(2000, month - 1, day ?? 1, hour ?? 0, minute ?? 0));
    moment.setUTCFullYear(year); // Date.UTC would take the years 0 to 99 for those of the last century
    return format(day ? options : MONTH_OF_YEAR).format(moment);
  }

  const number = (value) => new Intl.NumberFormat(navigator.language).format(value);
  const counted = (value, one, many) => `${number(value)} ${value === 1 ? one : many}`;
  const isolated = (text) => `\u2068${text}\u2069`; // a title from right to left leaves its neighbours alone
  const fileName = (path) => path.slice(path.lastIndexOf("/") + 1);
  const linkTo = (path) => path.split("/").map(encodeURIComponent).join("/");
  const titleOf = (photo) => photo.title || fileName(photo.files[0]);
  const pictureIn = (folder, name) => name && `${FOLDER}${folder}/${name.slice(0, 2)}/${name}.jpg`;
  const thumbOf = (photo) => pictureIn("thumbs", photo.thumb);
  const wholeOf = (photo) => { // the best picture that a browser shows
    const path = photo.files.find((one) => SHOWABLE.test(one));
    return path ? linkTo(path) : pictureIn("previews", photo.preview);
  };
  const ratioOf = (photo) => Math.min(3.2, Math.max(0.45, photo.width / photo.height || 1.5));
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "")
    .replace(/[\u2018\u2019]/g, "'").replace(/[\u201c-\u201e]/g, '"').toLowerCase(); // as phones write quotes

  function make(tag, facts = {}, ...children) {
    const made = Object.assign(document.createElement(tag), facts);
    made.append(...children);
    return made;
  }

  // --- Addresses: the view is in the part after # -----------------------------------------------------------------

  function readAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    const found = { name: "photos", group: "", q: given.get("q") ?? "", photo: given.get("photo") ?? "" };
    if (Object.hasOwn(GROUPS, given.get("view"))) found.name = given.get("view");
    for (const [name, kind] of Object.entries(GROUPS)) {
      if (given.has(kind)) Object.assign(found, { name, group: given.get(kind) });
    }
    return found;
  }

  function addressOf({ name = "photos", group = "", q = "", photo = "" }) {
    const parts = new URLSearchParams();
    if (group) parts.set(GROUPS[name], group);
    else if (name !== "photos") parts.set("view", name);
    if (q) parts.set("q", q);
    if (photo) parts.set("photo", photo);
    return `#${parts}`;
  }

  const isOfCards = () => view.name !== "photos" && !view.group;
  const keyOf = ({ name, group, q }) => addressOf({ name, group, q });

  // --- Search ------------------------------------------------------------------------------------------------------

  function searchText(photo) {
    return (photo.text ??= plain([
      photo.title, photo.caption, photo.place, photo.camera, photo.type, photo.taken, photo.favorite && "favorite",
      dateText(photo.taken), dateText(photo.taken, MONTH_OF_YEAR), ...["people", "labels", "albums", "files"].flatMap((name) => photo[name] ?? []),
    ].filter(Boolean).join("\n")));
  }

  // Words must all occur; what stands in quotes is one word.
  function matcher(text) {
    const words = [...plain(text).matchAll(/"([^"]+)"|([^\s"]+)/g)].map((found) => found[1] ?? found[2]);
    return (haystack) => words.every((word) => haystack.includes(word));
  }

  function chosen() {
    const matches = matcher(view.q);
    return all.filter((photo) => (!view.group || photo[view.name]?.includes(view.group))
      && (!view.q || matches(searchText(photo))));
  }

  // --- Layout: rows of equal width, by month; short months share a row --------------------------------------------

  let rows = []; // {top, height, tiles: [{left, width, index}]}
  let titles = []; // {top, left, width, month, first, last}
  let rowOf = []; // number of the row, by index
  let measured = 0;

  function arrange() {
    measured = grid.clientWidth;
    const isSmall = innerWidth <= 700;
    const target = isSmall ? 128 : Math.min(320, Math.max(190, measured / 7.2));
    const [gap, between, title] = isSmall ? [3, 12, 44] : [6, 28, 52];
    [rows, titles, rowOf] = [[], [], []];
    let top = 0;

    const addRow = (blocks, height) => { // of one or several months
      const row = { top: top + title * Number(blocks[0].hasTitle), height, tiles: [] };
      let left = 0;
      for (const block of blocks) {
        const start = left;
        for (let index = block.first; index < block.last; index++) {
          const width = Math.max(24, ratioOf(shown[index]) * height);
          row.tiles.push({ left, width, index });
          rowOf[index] = rows.length;
          left += width + gap;
        }
        if (block.hasTitle) titles.push({ top, left: start, width: left - start - gap, month: block.month, first: block.first });
        left += between - gap;
      }
      rows.push(row);
      top = row.top + height + gap;
    };

    const heightOf = (blocks) => { // at which the blocks are as wide as the page
      let [ratios, gaps] = [0, (blocks.length - 1) * between];
      for (const block of blocks) {
        for (let index = block.first; index < block.last; index++) ratios += ratioOf(shown[index]);
        gaps += (block.last - block.first - 1) * gap;
      }
      return (measured - gaps) / ratios;
    };

    let waiting = []; // short months, up to a row
    const flush = () => {
      if (waiting.length) addRow(waiting, Math.min(heightOf(waiting), target * (waiting.length > 1 ? 1.25 : 1.1)));
      waiting = [];
    };
    for (const month of months()) {
      if (heightOf([month]) >= target) { // fits into one row
        if (waiting.length && heightOf([...waiting, month]) < target * 0.74) flush();
        waiting.push(month);
        continue;
      }
      flush();
      let block = { ...month, last: month.first };
      while (block.last < month.last) {
        block.last++;
        if (heightOf([block]) <= target) {
          addRow([block], heightOf([block]));
          block = { month: month.month, hasTitle: false, first: block.last, last: block.last };
        }
      }
      if (block.last > block.first) addRow([block], target);
    }
    flush();
    for (const [at, found] of titles.entries()) found.last = titles[at + 1]?.first ?? shown.length;
    grid.style.height = `${top}px`;
  }

  function months() {
    const found = [];
    for (const [index, photo] of shown.entries()) {
      const month = photo.taken.slice(0, 7);
      const last = found.at(-1);
      if (last?.month === month) last.last = index + 1;
      else found.push({ month, hasTitle: true, first: index, last: index + 1 });
    }
    return found;
  }

  // --- The grid: only what is seen is in the page ------------------------------------------------------------------

  const tiles = new Map(); // elements by index
  const sections = new Map(); // of months, by their first index
  let current = 0; // the photo that Tab leads to

  function atOrBelow(list, y) { // the first that ends below y
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle].top + (list[middle].height ?? 52) < y) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function clear() {
    tiles.clear();
    sections.clear();
    grid.replaceChildren();
  }

  function paint() {
    if (isOfCards() || !rows.length) return;
    const start = scrollY - grid.offsetTop;
    const wanted = new Set();
    for (let at = atOrBelow(rows, start - innerHeight * FAR); rows[at]?.top < start + innerHeight * (1 + FAR); at++) {
      for (const tile of rows[at].tiles) wanted.add(tile.index);
    }
    const focused = Number(document.activeElement?.closest?.("#grid li")?.dataset.index ?? -1);
    if (focused >= 0) wanted.add(focused);
    for (const [index, found] of tiles) {
      if (!wanted.has(index)) {
        found.remove();
        tiles.delete(index);
      }
    }
    const order = [...wanted].sort((one, other) => one - other);
    for (const index of order) if (!tiles.has(index)) place(index);
    for (const [first, section] of sections) {
      if (!section.querySelector("li")) {
        section.remove();
        sections.delete(first);
      }
    }
    const seen = rows[atOrBelow(rows, start + 60)] ?? rows.at(-1);
    const stop = tiles.has(current) ? current : seen.tiles[0].index;
    for (const [index, found] of tiles) found.firstChild.tabIndex = index === stop ? 0 : -1;
    markYear(shown[seen.tiles[0].index].taken.slice(0, 4));
  }

  function place(index) {
    const row = rows[rowOf[index]];
    const { left, width } = row.tiles.find((tile) => tile.index === index);
    const item = make("li", {}, tileOf(index));
    item.dataset.index = index;
    Object.assign(item.style, { left: `${left}px`, top: `${row.top}px`, width: `${width}px`, height: `${row.height}px` });
    const section = sectionOf(index);
    item.setAttribute("aria-posinset", index - section.facts.first + 1);
    item.setAttribute("aria-setsize", section.facts.last - section.facts.first);
    const list = section.lastChild;
    const after = [...list.children].find((other) => Number(other.dataset.index) > index) ?? null;
    list.insertBefore(item, after);
    tiles.set(index, item);
  }

  function sectionOf(index) {
    let [low, high] = [0, titles.length];
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (titles[middle].first <= index) low = middle;
      else high = middle;
    }
    const title = titles[low];
    const known = sections.get(title.first);
    if (known) return known;
    const head = make("h3", { id: `month-${title.first}` });
    const [, year, month] = /^(\d{4})-(\d\d)/.exec(title.month) ?? [];
    if (month) {
      const name = format(title.width < NARROW ? SHORT_MONTH : MONTH).format(new Date(Date.UTC(2000, month - 1)));
      head.append(`${name} `, make("span", { className: "year", textContent: year }));
    } else {
      head.append(dateText(title.month));
    }
    Object.assign(head.style, { left: `${title.left}px`, top: `${title.top}px`, width: `${title.width}px` });
    const list = make("ul");
    list.setAttribute("role", "list"); // some browsers take lists without marks for something else
    const made = make("section", { facts: title }, head, list);
    made.setAttribute("aria-labelledby", head.id);
    const after = [...sections.keys()].filter((first) => first > title.first).sort((one, other) => one - other)[0];
    grid.insertBefore(made, sections.get(after) ?? null);
    sections.set(title.first, made);
    return made;
  }

  function tileOf(index) {
    const photo = shown[index];
    const link = make("a", { className: "tile", href: addressOf({ ...view, photo: photo.id }) });
    const kind = BADGES[photo.type];
    link.setAttribute("aria-label", [isolated(titleOf(photo)), dateText(photo.taken), kind, photo.favorite && "favorite"]
      .filter(Boolean).join(", "));
    if (photo.thumb) link.append(pictureOf(photo, () => link.classList.add("bare")));
    else link.classList.add("bare");
    link.append(make("span", { className: "name", dir: "auto", textContent: titleOf(photo) }));
    const badges = [photo.favorite && "♥", kind].filter(Boolean);
    if (badges.length) {
      const box = make("span", { className: "badges" }, ...badges.map((text) => make("span", { className: "badge", textContent: text })));
      box.setAttribute("aria-hidden", "true");
      link.append(box);
    }
    return link;
  }

  function pictureOf(photo, onMissing) {
    const picture = make("img", { alt: "", decoding: "async", draggable: false });
    picture.addEventListener("load", () => picture.classList.add("shown"));
    picture.addEventListener("error", () => {
      picture.remove();
      onMissing();
    });
    picture.src = thumbOf(photo);
    return picture;
  }

  function reveal(index) {
    const row = rows[rowOf[index]];
    const top = row.top + grid.offsetTop;
    const covered = bar.offsetHeight + 60;
    if (top - covered < scrollY) scrollTo(0, top - covered);
    else if (top + row.height + 12 > scrollY + innerHeight) scrollTo(0, top + row.height + 12 - innerHeight);
  }

  function focusOn(index) {
    current = Math.max(0, Math.min(shown.length - 1, index));
    reveal(current);
    paint();
    tiles.get(current)?.firstChild.focus({ preventScroll: true });
  }

  function besides(index, step) { // the photo above or below
    const here = rows[rowOf[index]];
    const other = rows[rowOf[index] + step];
    if (!other) return index;
    const middle = (tile) => tile.left + tile.width / 2;
    const x = middle(here.tiles.find((tile) => tile.index === index));
    return other.tiles.reduce((best, tile) => (Math.abs(middle(tile) - x) < Math.abs(middle(best) - x) ? tile : best)).index;
  }

  grid.addEventListener("keydown", (event) => {
    const item = event.target.closest("li");
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = Number(item.dataset.index);
    const goals = {
      ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: shown.length - 1,
      ArrowUp: besides(index, -1), ArrowDown: besides(index, 1),
    };
    if (!(event.key in goals)) return;
    event.preventDefault();
    focusOn(goals[event.key]);
  });
  grid.addEventListener("focusin", (event) => {
    current = Number(event.target.closest("li")?.dataset.index ?? current);
  });

  // --- Years at the edge -------------------------------------------------------------------------------------------

  function listYears() {
    const found = new Map();
    for (const title of titles) {
      const year = title.month.slice(0, 4);
      if (year && !found.has(year)) found.set(year, title);
    }
    years.replaceChildren(...[...found].map(([year, title]) => {
      const button = make("button", { type: "button", textContent: year });
      button.dataset.year = year;
      button.addEventListener("click", () => {
        scrollTo(0, title.top + grid.offsetTop - bar.offsetHeight);
        paint();
      });
      return button;
    }));
    years.hidden = found.size < 2;
  }

  function markYear(year) {
    for (const button of years.children) {
      if (button.dataset.year === year) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  // --- Albums, people and labels -----------------------------------------------------------------------------------

  function groupsOf(name) {
    const found = new Map();
    for (const photo of all) {
      for (const group of photo[name] ?? []) {
        if (!found.has(group)) found.set(group, []);
        found.get(group).push(photo);
      }
    }
    return [...found].sort(([one], [other]) => one.localeCompare(other, undefined, { numeric: true }));
  }

  function showCards() {
    const matches = matcher(view.q);
    const groups = groupsOf(view.name).filter(([group]) => matches(plain(group)));
    cards.className = view.name;
    cards.replaceChildren(...groups.map(([group, photos]) => {
      const amount = counted(photos.length, "photo", "photos");
      const card = make("a", { className: "card", href: addressOf({ name: view.name, group }) },
        coverOf(group, photos), make("span", { className: "name", dir: "auto", textContent: group }),
        make("span", { className: "amount", textContent: amount }));
      return make("li", {}, card);
    }));
    const kinds = { albums: ["album", "albums"], people: ["person", "people"], labels: ["label", "labels"] };
    say(TITLES[view.name], counted(groups.length, ...kinds[view.name]));
    if (!groups.length) cards.append(nothing());
  }

  function coverOf(group, photos) {
    const cover = make("span", { className: "cover" });
    const face = view.name === "people" && bestFace(group, photos);
    const photo = face?.photo ?? photos.find((one) => one.favorite && one.thumb) ?? photos.find((one) => one.thumb);
    if (!photo) return cover;
    const picture = make("img", { alt: "", loading: "lazy", decoding: "async", src: thumbOf(photo) });
    picture.addEventListener("error", () => picture.remove());
    if (face) { // scaled so that the face fills the circle
      const [, x, y, w, h] = face.face;
      const [width, height] = [photo.width, photo.height];
      const side = Math.min(width, height, 1.7 * Math.max(w * width, h * height));
      const left = Math.min(Math.max(0, (x + w / 2) * width - side / 2), width - side);
      const top = Math.min(Math.max(0, (y + h / 2) * height - side / 2), height - side);
      picture.className = "face";
      Object.assign(picture.style, {
        width: `${(100 * width) / side}%`, height: `${(100 * height) / side}%`,
        left: `${(-100 * left) / side}%`, top: `${(-100 * top) / side}%`,
      });
    }
    cover.append(picture);
    return cover;
  }

  function bestFace(name, photos) { // the largest
    let best = null;
    for (const photo of photos) {
      for (const face of (photo.thumb && photo.width && photo.faces) || []) {
        if (face[0] === name && (!best || face[3] * face[4] > best.face[3] * best.face[4])) best = { photo, face };
      }
    }
    return best;
  }

  // --- Views -------------------------------------------------------------------------------------------------------

  const positions = new Map(); // how far each view was scrolled

  function nothing() {
    const text = view.q ? `Nothing matches “${isolated(view.q)}”.` : "Nothing here yet.";
    return make(isOfCards() ? "li" : "p", { className: "nothing", textContent: text });
  }

  function say(title, amount) {
    heading.textContent = title;
    count.textContent = amount;
  }

  function showView() {
    for (const link of bar.querySelectorAll("nav a")) {
      if (link.dataset.view === view.name) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (document.activeElement !== query) query.value = view.q;
    clear();
    grid.hidden = isOfCards();
    cards.replaceChildren();
    years.hidden = true;
    if (isOfCards()) {
      showCards();
      return;
    }
    shown = chosen();
    current = 0;
    const amount = counted(shown.length, "photo", "photos");
    const oldest = shown.findLast((photo) => photo.taken);
    const span = oldest ? [...new Set([oldest, shown[0]].map((photo) => photo.taken.slice(0, 4)))].join(" – ") : "";
    say(view.group || TITLES.photos, span ? `${amount} · ${span}` : amount);
    arrange();
    listYears();
    if (!shown.length && !expected) {
      grid.style.height = "";
      grid.append(nothing());
    }
    paint();
  }

  function follow() {
    const before = view;
    view = readAddress();
    if (keyOf(before) !== keyOf(view)) {
      positions.set(keyOf(before), scrollY);
      showView();
      scrollTo(0, positions.get(keyOf(view)) ?? 0);
      paint();
    }
    showPhoto();
  }

  function refresh() { // more photos came
    const anchor = rows.length && scrollY > grid.offsetTop ? shown[rows[Math.min(rows.length - 1, atOrBelow(rows, scrollY - grid.offsetTop))].tiles[0].index] : null;
    const focused = document.activeElement?.closest?.("#grid li") ? shown[current] : null;
    showView();
    if (anchor && shown.includes(anchor)) {
      scrollTo(0, rows[rowOf[shown.indexOf(anchor)]].top + grid.offsetTop);
      paint();
    }
    if (focused && !viewer.open) focusOn(shown.indexOf(focused));
    showPhoto();
  }

  // --- The viewer --------------------------------------------------------------------------------------------------

  let at = -1; // index of the photo in the viewer
  let opened = null; // that photo
  let isLeaving = false;
  let wasOpenedHere = false; // then the way back is one step

  const go = (photo) => location.replace(addressOf({ ...view, photo: photo?.id }));

  function showPhoto() {
    const found = view.photo ? shown.findIndex((photo) => photo.id === view.photo) : -1;
    if (found < 0) {
      if (viewer.open) hide();
      return;
    }
    if (viewer.open && found === at) return;
    at = found;
    isLeaving = false;
    if (!viewer.open) {
      viewer.showModal();
      element("close").focus();
    }
    const photo = opened = shown[at];
    const alone = shown.length === 1;
    element("previous").disabled = alone || at === 0;
    element("next").disabled = alone || at === shown.length - 1;
    element("position").textContent = `${number(at + 1)} / ${number(shown.length)}`;
    element("caption-title").textContent = titleOf(photo);
    element("caption-date").textContent = [dateText(photo.taken), photo.place && isolated(photo.place)].filter(Boolean).join(" · ");
    element("original").href = linkTo(photo.files[0]);
    document.title = `${isolated(titleOf(photo))} – ${home.textContent}`;
    showPicture(photo);
    showInfo(photo);
    for (const near of [shown[at + 1], shown[at - 1]]) if (near?.thumb) new Image().src = thumbOf(near);
  }

  function showPicture(photo) {
    const alt = isolated(titleOf(photo));
    stage.style.transform = "";
    const film = photo.files.find((path) => PLAYABLE.test(path));
    if (photo.type === "video" && film) {
      const player = make("video", { controls: true, playsInline: true, preload: "metadata", src: linkTo(film) });
      if (photo.thumb) player.poster = thumbOf(photo);
      player.setAttribute("aria-label", alt);
      stage.replaceChildren(player);
      return;
    }
    const best = wholeOf(photo);
    const picture = make("img", { alt, draggable: false });
    if (photo.width) Object.assign(picture.style, { maxWidth: `${photo.width}px`, maxHeight: `${photo.height}px` });
    const first = thumbOf(photo) || best;
    if (!first) {
      stage.replaceChildren(make("p", { className: "nothing", textContent: "This kind of file has no preview here." }));
      return;
    }
    picture.src = first;
    stage.replaceChildren(picture);
    if (!best || !photo.thumb) return;
    const whole = make("img", { src: best }); // takes the place of the thumbnail when it is there
    whole.decode().then(() => {
      if (picture.isConnected) picture.src = whole.src;
    }, () => {});
  }

  function showInfo(photo) {
    const list = make("dl");
    const add = (name, ...children) => children.length && list.append(make("dt", { textContent: name }),
      ...children.map((child) => (child instanceof Node ? child : make("dd", { dir: "auto", textContent: child }))));
    const link = (text, href, facts = {}) => make("dd", { dir: "auto" }, make("a", { textContent: text, href, ...facts }));
    const chips = (name) => {
      const links = (photo[name] ?? []).map((group) => make("a", { dir: "auto", textContent: group, href: addressOf({ name, group }) }));
      return links.length ? [make("dd", { className: "chips" }, ...links)] : [];
    };
    add("Title", ...[photo.title].filter(Boolean));
    add("Caption", ...[photo.caption].filter(Boolean));
    add("Taken", dateText(photo.taken, MOMENT));
    add("Place", ...[photo.place].filter(Boolean));
    for (const name of ["people", "albums", "labels"]) add(TITLES[name], ...chips(name));
    add("Camera", ...[photo.camera].filter(Boolean));
    add("Size", ...(photo.width ? [`${number(photo.width)} × ${number(photo.height)} pixels`] : []));
    add(photo.files.length > 1 ? "Files" : "File",
      ...photo.files.map((path) => link(path, linkTo(path), { target: "_blank", rel: "noopener noreferrer" })));
    info.replaceChildren(list);
    info.scrollTop = 0;
  }

  function hide() {
    viewer.close();
    stage.replaceChildren(); // ends a film
    document.title = home.textContent;
    const found = isOfCards() ? -1 : shown.indexOf(opened);
    if (found >= 0) focusOn(found);
    else main.focus({ preventScroll: true });
    [at, opened, wasOpenedHere, isLeaving] = [-1, null, false, false];
  }

  function leave() {
    if (isLeaving) return; // a key may both be pressed and ask the dialog to close
    isLeaving = true;
    if (wasOpenedHere) history.back();
    else go(null);
  }

  function turn(to) {
    if (to >= 0 && to < shown.length && to !== at) go(shown[to]);
  }

  function toggleInfo() {
    info.hidden = !info.hidden;
    viewer.classList.toggle("informed", !info.hidden);
    element("about").setAttribute("aria-expanded", String(!info.hidden));
  }

  grid.addEventListener("click", (event) => {
    if (event.target.closest("a.tile") && !event.ctrlKey && !event.metaKey && !event.shiftKey) wasOpenedHere = true;
  });
  viewer.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  viewer.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "VIDEO") return;
    const steps = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: shown.length - 1 };
    if (event.key in steps) {
      event.preventDefault();
      turn(steps[event.key]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      leave();
    } else if (event.key === "i") {
      toggleInfo();
    }
  });
  element("close").addEventListener("click", leave);
  element("previous").addEventListener("click", () => turn(at - 1));
  element("next").addEventListener("click", () => turn(at + 1));
  element("about").addEventListener("click", toggleInfo);

  let touch = null;
  const isOfPlayer = ({ target, pointerType, clientY }) => target.tagName === "VIDEO"
    && (pointerType !== "touch" || clientY > target.getBoundingClientRect().bottom - CONTROLS);
  const isZoomed = () => visualViewport.scale > 1.01;
  visualViewport.addEventListener("resize", () => stage.classList.toggle("zoomed", isZoomed())); // a finger then moves it
  stage.addEventListener("pointerdown", (event) => {
    const isSwipe = event.isPrimary && event.button === 0 && !isOfPlayer(event) && !isZoomed();
    touch = isSwipe ? { x: event.clientX, y: event.clientY } : null; // a second finger zooms
  });
  stage.addEventListener("pointermove", (event) => {
    if (!touch || !event.isPrimary) return;
    const [x, y] = [event.clientX - touch.x, event.clientY - touch.y];
    if (Math.abs(x) > Math.abs(y)) stage.style.transform = `translateX(${x}px)`;
  });
  const release = (event) => {
    if (!event.isPrimary) return;
    const start = touch;
    touch = null;
    stage.style.transform = "";
    if (!start || event.type === "pointercancel") return;
    const [x, y] = [event.clientX - start.x, event.clientY - start.y];
    if (Math.abs(x) > SWIPE && Math.abs(x) > Math.abs(y)) turn(at + (x < 0 ? 1 : -1));
    else if (y > 2 * SWIPE && y > Math.abs(x)) leave();
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);

  // --- Events ------------------------------------------------------------------------------------------------------

  const home = element("home");
  let isPainting = false;
  addEventListener("scroll", () => {
    if (isPainting) return;
    isPainting = true;
    requestAnimationFrame(() => {
      isPainting = false;
      paint();
    });
  }, { passive: true });
  new ResizeObserver(() => {
    if (grid.clientWidth && grid.clientWidth !== measured) refresh();
  }).observe(grid);
  addEventListener("hashchange", follow);
  element("skip").addEventListener("click", () => (isOfCards() ? main.focus() : focusOn(current)));
  element("find").addEventListener("submit", (event) => event.preventDefault());
  let typing = 0;
  query.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      const goal = addressOf({ ...view, photo: "", q: query.value.trim() });
      if (view.q) location.replace(goal);
      else location.assign(goal); // Back leads to what was there before the first letter
    }, 120);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !viewer.open && document.activeElement !== query) {
      event.preventDefault();
      query.focus();
    }
  });
  history.scrollRestoration = "manual";

  // --- Data --------------------------------------------------------------------------------------------------------

  let later = 0;
  function refreshSoon() {
    if (expected) later ||= setTimeout(() => { later = 0; refresh(); }, 200);
    else {
      clearTimeout(later);
      later = 0;
      refresh();
      document.documentElement.dataset.ready = "true";
    }
  }

  function load(name) {
    const script = make("script", { src: FOLDER + name, async: false });
    const end = () => {
      expected--;
      refreshSoon();
    };
    script.addEventListener("load", end);
    script.addEventListener("error", () => {
      const trouble = element("trouble");
      trouble.hidden = false;
      trouble.textContent = `Some photos are not shown: ${FOLDER}${name} cannot be read.`;
      end();
    });
    document.head.append(script);
  }

  window.galleryMonth = (month, photos) => {
    for (const photo of photos) {
      const first = photo.thumb || photo.files[0];
      photo.id = first;
      for (let turn = 2; byId.has(photo.id); turn++) photo.id = `${first}-${turn}`;
      byId.set(photo.id, photo);
      all.push(photo);
    }
  };

  window.galleryIndex = ({ title, months: names }) => {
    document.title = home.textContent = title || "Photos";
    element("missing").hidden = true;
    bar.hidden = main.hidden = false;
    view = readAddress();
    expected = names.length;
    showView();
    names.forEach(load);
    if (!names.length) refreshSoon();
  };
})();
