// Checks every balance against the school's own files, opened here and nowhere else: nothing leaves this page.
"use strict";
(function () {
  const { sha256, record, words, spread } = window.rotationDraw;
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  function table(text) {
    const rows = [];
    let row = [], cell = "", quoted = false;
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      if (quoted) {
        if (c !== '"') cell += c;
        else if (text[i + 1] === '"') { cell += c; i++; }
        else quoted = false;
      } else if (c === '"') quoted = true;
      else if (c === "," || c === "\n") {
        row.push(cell);
        cell = "";
        if (c === "\n") { rows.push(row); row = []; }
      } else cell += c;
    }
    const heads = rows.shift() || [];
    return rows.map((r) => Object.fromEntries(heads.map((h, i) => [h, r[i] === undefined ? "" : r[i]])));
  }
  const plain = (text) => text.replace(/^'/, "");
  const parts = (text) => text.split("|").filter(Boolean);

  // What a pupil adds to a published count, by the key of the count.
  function adds(pupil, key) {
    const at = key.indexOf(":"), kind = at < 0 ? key : key.slice(0, at), name = key.slice(at + 1);
    const yes = {
      size: () => true, sex: () => pupil.sex === name, needs: () => pupil.needs !== "",
      need: () => parts(pupil.needs).includes(name), migrant: () => pupil.migrant === "1",
      left_behind: () => pupil.left_behind === "1", relatives: () => pupil.staff_relatives !== "",
      origin: () => pupil.origin === name, missing: () => pupil[name] === "",
    }[kind];
    return yes !== undefined && yes() ? 1 : 0;
  }

  function mean(group, key) {
    const names = key === "mean:total" ? record.scores : [key.slice("mean:score:".length)];
    const sums = group.filter((p) => names.every((n) => p[n] !== ""))
      .map((p) => names.reduce((sum, n) => sum + Number(p[n]), 0));
    return sums.reduce((a, b) => a + b, 0) / sums.length;
  }

  function requests(pupils, where) {
    const families = {};
    let kept = true;
    for (const p of pupils) {
      if (p.twins) (families[p.twins] = families[p.twins] || []).push(p);
      for (const other of parts(p.keep_apart)) kept = kept && where[p.id] !== where[other];
    }
    for (const family of Object.values(families)) {
      const classes = new Set(family.map((p) => where[p.id]));
      if (family.some((p) => p.twins_wish === "together")) kept = kept && classes.size === 1;
      if (family.some((p) => p.twins_wish === "apart")) kept = kept && classes.size === family.length;
    }
    return kept;
  }

  function check(texts) {
    const checks = {};
    checks.roster = sha256(texts["pupils.csv"]) === JSON.parse(record.commitment).roster;
    checks.internal = sha256(texts["lists.csv"]) === record.internal_digest;
    const pupils = table(texts["pupils.csv"]), where = {};
    for (const row of table(texts["lists.csv"])) where[plain(row.id)] = plain(row["class"]);
    const groups = record.classes.map((name) => pupils.filter((p) => where[p.id] === name));
    const public_ = [];
    record.lists.forEach((list, j) => { public_[record.naming[j]] = list; });
    const names = (group) => group.map((p) => p.join("|")).sort();
    checks.same_lists = same(Object.keys(where).length, pupils.length) &&
      groups.every((group, k) => same(names(group.map((p) => [p.name, p.sex])), names(public_[k])));
    checks.counts = record.counts.every((line) =>
      same(groups.map((group) => group.reduce((sum, p) => sum + adds(p, line.key), 0)), line.values));
    checks.means = record.means.every((line) =>
      groups.every((group, k) => Math.abs(mean(group, line.key) - Number(line.values[k])) < 0.000051));
    checks.requests = requests(pupils, where);
    return checks;
  }

  function show(checks) {
    const list = document.getElementById("opened");
    list.textContent = "";
    for (const key of Object.keys(checks)) {
      const item = document.createElement("li"), mark = document.createElement("b");
      item.textContent = words["open_" + key] + words.colon;
      mark.textContent = checks[key] ? "✓" : "✗";
      mark.className = checks[key] ? "good" : "bad";
      item.appendChild(mark);
      list.appendChild(item);
    }
    const wrong = Object.keys(checks).filter((key) => !checks[key]);
    document.body.dataset.opened = wrong.length ? "mismatch:" + wrong.join(",") : "match";
  }

  document.getElementById("open").addEventListener("change", async (event) => {
    const texts = {};
    for (const file of event.target.files) {
      texts[file.name] = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await file.arrayBuffer());
    }
    if ("pupils.csv" in texts && "lists.csv" in texts) show(check(texts));
    else document.getElementById("opened").textContent = words.open_both;
  });
  // The spread of each published total, worked out here.
  record.counts.concat(record.means).forEach((line, i) => {
    const values = line.values.map(Number), cell = document.getElementById("spread-" + i);
    if (cell) cell.textContent = line.key.startsWith("mean") ? spread(values).toFixed(4) : String(spread(values));
  });
})();
