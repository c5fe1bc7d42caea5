// Repeats a public draw in the browser: no network, no library. crypto.subtle is absent on file://, so SHA-256 is here.
"use strict";
(function () {
  const K = [], H = [];
  const primes = [];
  for (let n = 2; primes.length < 64; n++) {
    if (primes.every((p) => n % p !== 0)) primes.push(n);
  }
  // First 32 bits of the fractional parts of the square and cube roots of the primes, in whole numbers.
  function root(p, power) {
    let low = 0n, high = BigInt(p) << 32n;
    const target = BigInt(p) << BigInt(32 * power);
    while (low < high) {
      const middle = (low + high + 1n) >> 1n;
      if (middle ** BigInt(power) <= target) low = middle; else high = middle - 1n;
    }
    return Number(low & 0xffffffffn);
  }
  primes.forEach((p, i) => { K.push(root(p, 3)); if (i < 8) H.push(root(p, 2)); });

  function sha256(text) {
    const bytes = Array.from(new TextEncoder().encode(text));
    const bits = bytes.length * 8;
    bytes.push(0x80);
    while (bytes.length % 64 !== 56) bytes.push(0);
    for (let i = 7; i >= 0; i--) bytes.push(Math.floor(bits / 2 ** (8 * i)) % 256);
    const h = H.slice(), w = new Array(64);
    const turn = (x, n) => (x >>> n) | (x << (32 - n));
    for (let at = 0; at < bytes.length; at += 64) {
      for (let i = 0; i < 64; i++) {
        if (i < 16) {
          const j = at + 4 * i;
          w[i] = (bytes[j] << 24) | (bytes[j + 1] << 16) | (bytes[j + 2] << 8) | bytes[j + 3];
        } else {
          const a = w[i - 15], b = w[i - 2];
          const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3), s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
          w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
        }
      }
      let [a, b, c, d, e, f, g, q] = h;
      for (let i = 0; i < 64; i++) {
        const one = (q + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        q = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
      }
      [a, b, c, d, e, f, g, q].forEach((x, i) => { h[i] = (h[i] + x) | 0; });
    }
    return h.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
  }

  function permutation(seed, label, count) {
    let index = 0;
    const next = () => parseInt(sha256(seed + "|" + label + "|" + index++).slice(0, 8), 16);
    const order = Array.from({ length: count }, (_, i) => i);
    for (let last = count - 1; last > 0; last--) {
      const bound = last + 1, limit = Math.floor(2 ** 32 / bound) * bound;
      let number = next();
      while (number >= limit) number = next();
      const other = number % bound;
      [order[last], order[other]] = [order[other], order[last]];
    }
    return order;
  }

  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const record = read("record"), words = read("words");
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const count = record.classes.length;
  const checks = {};
  checks.commitment = sha256(record.commitment) === record.commitment_digest &&
    same(JSON.parse(record.commitment).names, record.classes);
  const seed = sha256(["rotation draw 1", record.commitment_digest].concat(record.parts).join("\n"));
  checks.seed = seed === record.seed;
  // Lists are recorded as dealt, before naming: list j becomes class names[j].
  const named = permutation(seed, "names", count);
  checks.names = same(named, record.naming);
  const lists = [];
  record.lists.forEach((list, j) => { lists[named[j]] = list; });
  checks.matching = true;
  if (record.teams.length) {
    const own = record.recast ? seed + "|" + record.recast : seed;
    const barred = new Set(record.forbidden.map((pair) => pair.join(",")));
    let order = null;
    for (let i = 0; i < 100000 && !order; i++) {
      const drawn = permutation(own, "match/" + i, count);
      if (drawn.every((team, k) => !barred.has(k + "," + team))) order = drawn;
    }
    checks.matching = same(order, record.match);
  }
  const tally = lists.map((list) => [list.length, list.filter((p) => p[1] === "female").length]);
  const spread = (values) => Math.max(...values) - Math.min(...values);
  const found = [tally.map((t) => t[0]), tally.map((t) => t[1]), tally.map((t) => t[0] - t[1])];
  checks.expected_balance = same(found, record.balance) && same(found.map(spread), record.spreads);
  checks.lists = sha256(JSON.stringify(record.lists)) === record.lists_digest;

  window.rotationDraw = { sha256, record, words, spread };
  const add = (parent, kind, text) => {
    const node = document.createElement(kind);
    node.textContent = text;
    parent.appendChild(node);
    return node;
  };
  for (const key of Object.keys(checks)) {
    const mark = document.querySelector("#check-" + key + " b");
    mark.textContent = checks[key] ? "✓" : "✗";
    mark.className = checks[key] ? "good" : "bad";
  }
  const all = Object.values(checks).every(Boolean);
  const verdict = document.getElementById("verdict");
  verdict.textContent = all ? words.match : words.mismatch;
  verdict.className = all ? "good" : "bad";
  document.body.dataset.result = all ? "match" : "mismatch:" + Object.keys(checks).filter((k) => !checks[k]).join(",");
  record.parts.forEach((part) => add(document.getElementById("parts"), "li", part));
  const place = document.getElementById("classes");
  lists.forEach((list, k) => {
    const box = add(place, "details", "");
    const team = record.teams.length ? " · " + record.teams[record.match[k]].join(words.joint) : "";
    const told = { name: record.classes[k], size: list.length, girls: tally[k][1], boys: list.length - tally[k][1] };
    add(box, "summary", words.class_line.replace(/\{(\w+)\}/g, (_, key) => told[key]) + team);
    add(box, "p", list.map((p) => p[0]).join("　"));
  });
})();
