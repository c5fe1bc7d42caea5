(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("data").textContent), text = data.text;
  var byId = function (id) { return document.getElementById(id); };
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };
  var fill = function (wording, values) {
    return wording.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; });
  };
  var add = function (parent, tag, content) {
    var element = parent.appendChild(document.createElement(tag));
    if (content !== undefined) element.appendChild(document.createElement("bdi")).textContent = content;
    return element;
  };
  var fold = function (word) { return String(word).normalize("NFKC").toLowerCase().replace(/\s+/g, ""); };
  var keys = data.people.map(function (p) { return fold(p[1]) + "\n" + fold(p[0]); });
  var places = data.schools.map(function (s) { return fold(s[0]); });
  var rows = all("#list tbody tr"), paths = all(".moves path"), marks = all(".schools g");

  function hot(moves, school) {
    paths.forEach(function (p) { p.classList.toggle("hot", moves.indexOf(+p.dataset.move) >= 0); });
    marks.forEach(function (g) { g.classList.toggle("hot", +g.dataset.school === school); });
  }
  function begin(title) {
    var box = byId("detail");
    box.textContent = "";
    add(box, "h3", title);
    return box;
  }
  function showPerson(index) {
    var p = data.people[index], box = begin(p[1] + "  " + p[0]);
    add(box, "p", data.schools[p[2]][0] + "  " + p[3]);
    if (p[5] >= 0) {
      var m = data.moves[p[5]];
      add(box, "p", fill(text.d_goes, { from: m[0], to: m[1], kind: m[2], km: m[3] }));
      add(box, "p", fill(text.d_need, { from: m[0], to: m[1], subject: m[4], tb: m[5], ta: m[6], fb: m[7], fa: m[8] }));
    } else if (p[4] >= 0) add(box, "p", fill(text.d_stays, { group: data.groups[p[4]] }));
    add(box, "p", p[6]);
    hot(p[5] >= 0 ? [p[5]] : [], p[2]);
  }
  function showSchool(index) {
    var s = data.schools[index], box = begin(s[0] + (s[1] ? "  " + s[1] : ""));
    add(box, "p", fill(text.d_school, { before: s[2], after: s[3], quota: s[4], need: s[5], posts: s[6] }));
    [[text.d_out, s[7]], [text.d_in, s[8]]].forEach(function (part) {
      add(box, "p", part[0] + " " + part[1].length);
      var list = add(box, "ul");
      part[1].forEach(function (move) {
        var cells = rows[move].cells;
        add(list, "li", [1, 2, 3, 4, 5].map(function (c) { return cells[c].textContent; }).join("  "));
      });
      if (!part[1].length) add(list, "li", text.d_nobody);
    });
    hot(s[7].concat(s[8]), index);
  }
  function choose(show, index) {
    return function () { show(index); byId("detail").focus(); };
  }
  function search() {
    var word = fold(byId("q").value), list = byId("results"), found = [];
    list.textContent = "";
    byId("count").textContent = "";
    if (!word) return;
    places.forEach(function (place, i) { if (place.indexOf(word) >= 0) found.push([data.schools[i][0], showSchool, i]); });
    keys.forEach(function (key, i) {
      if (key.indexOf(word) >= 0) found.push([data.people[i][1] + "  " + data.people[i][0] + "  " + data.schools[data.people[i][2]][0], showPerson, i]);
    });
    found.slice(0, data.most).forEach(function (item) {
      var button = add(add(list, "li"), "button", item[0]);
      button.type = "button";
      button.addEventListener("click", choose(item[1], item[2]));
    });
    byId("count").textContent = found.length ? fill(text.found, { n: found.length }) : text.none;
  }
  function filter() {
    var wanted = {}, shown = 0;
    all("[data-filter]").forEach(function (s) { wanted[s.dataset.filter] = s.value; });
    rows.forEach(function (row, i) {
      var on = Object.keys(wanted).every(function (name) {
        return !wanted[name] || row.dataset[name].split("\n").indexOf(wanted[name]) >= 0;
      });
      row.classList.toggle("off", !on);
      shown += on ? 1 : 0;
    });
    paths.forEach(function (p) { p.classList.toggle("off", rows[+p.dataset.move].classList.contains("off")); });
    byId("shown").textContent = fill(text.shown, { n: shown, all: rows.length });
  }
  byId("q").addEventListener("input", search);
  byId("form").addEventListener("submit", function (event) {
    event.preventDefault();
    var first = document.querySelector("#results button");
    if (first) first.focus();
  });
  all("[data-filter]").forEach(function (s) { s.addEventListener("change", filter); });
  byId("reset").addEventListener("click", function () {
    all("[data-filter]").forEach(function (s) { s.value = ""; });
    filter();
  });
  byId("print").addEventListener("click", function () { window.print(); });
  window.addEventListener("beforeprint", function () { all("details").forEach(function (d) { d.open = true; }); });
  marks.forEach(function (g) {
    var show = choose(showSchool, +g.dataset.school);
    g.addEventListener("click", show);
    g.addEventListener("keydown", function (event) {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); show(); }
    });
  });
  filter();
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}());
