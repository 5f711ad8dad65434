// Filters, groups and sorts the findings, and keeps that in the address. Without it the page shows
// them all, by file.
(function () {
  "use strict";
  var list = function (nodes) { return Array.prototype.slice.call(nodes); };
  var findings = list(document.querySelectorAll(".finding"));

  addCopyButtons();
  findings.forEach(function (finding) {
    var link = document.createElement("a");
    link.className = "link";
    link.href = "#" + finding.id;
    link.textContent = "link";
    finding.querySelector(".meta").appendChild(link);
  });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (details) { details.open = true; });
  });

  var form = document.getElementById("filter");
  if (!form) {
    return;
  }
  var want = form.elements;
  var groups = list(document.querySelectorAll(".group"));
  var sections = list(document.querySelectorAll("main > section[id^=setup-]"));
  var rows = list(document.querySelectorAll("#index tbody tr"));
  var together = document.getElementById("together");
  var shown = document.getElementById("shown");
  var order = { error: 0, warning: 1, note: 2 };
  var arranged = "file place";

  findings.forEach(function (finding, index) {
    var data = finding.dataset;
    data.file = finding.parentNode.dataset.file;
    data.rule = finding.querySelector(".rule").textContent;
    data.severity = Object.keys(order).filter(function (name) {
      return finding.classList.contains(name);
    })[0];
    data.index = index;
    data.setup = finding.closest("section[id^=setup-]").id;
  });

  // A fix is copied as the lines that it adds.
  function addCopyButtons() {
    list(document.querySelectorAll("pre")).forEach(function (fix) {
      var added = list(fix.querySelectorAll("ins"));
      if (!added.length || !navigator.clipboard) {
        return;
      }
      fix.classList.add("fix");
      var button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.addEventListener("click", function () {
        var text = added.map(function (line) { return line.textContent.slice(2) + "\n"; }).join("");
        navigator.clipboard.writeText(text).then(
          function () { button.textContent = "Copied"; },
          function () { button.textContent = "Not copied"; });
      });
      fix.insertBefore(button, fix.firstChild);
    });
  }

  function fits(finding, severities, text) {
    var data = finding.dataset;
    return severities.indexOf(data.severity) >= 0 &&
      (!want.file.value || data.file === want.file.value) &&
      (!want.rule.value || data.rule === want.rule.value) &&
      (!want.service.value || (data.services || "").split(" ").indexOf(want.service.value) >= 0) &&
      (!text || finding.textContent.toLowerCase().indexOf(text) >= 0);
  }

  function newGroup(name) {
    var group = document.createElement("div");
    group.className = "group";
    if (name) {
      group.appendChild(document.createElement("h4"))
        .appendChild(document.createElement("code")).textContent = name;
    }
    return group;
  }

  function compare(a, b) {
    var x = a.dataset, y = b.dataset;
    var by = want.sort.value;
    var first = by === "severity" ? order[x.severity] - order[y.severity] :
      by === "rule" ? (x.rule < y.rule ? -1 : x.rule > y.rule ? 1 : 0) : 0;
    return first || x.index - y.index;
  }

  function nameOf(finding, by) {
    return by === "set-up" ? "" : finding.dataset[by];
  }

  // By file and by set-up within the set-ups; else those of all set-ups together.
  function arrange(by) {
    var old = groups;
    var apart = by === "file" || by === "set-up" || !together;
    var homes = apart ? list(document.querySelectorAll("section[id^=setup-] .findings")) : [together];
    var sorted = findings.slice().sort(compare);
    var parts = {};
    sorted.forEach(function (finding) {
      var setup = apart ? finding.dataset.setup : "";
      (parts[setup] = parts[setup] || []).push(finding);
    });
    groups = [];
    homes.forEach(function (home) {
      var setup = apart ? home.closest("section").id : "";
      var made = {};
      var box = document.createDocumentFragment();
      (parts[setup] || []).forEach(function (finding) {
        var name = nameOf(finding, by);
        made[name] = made[name] || newGroup(name);
        made[name].appendChild(finding);
        var place = finding.querySelector(".place");
        var line = place.textContent.slice(place.textContent.search(/\d+$/));
        place.textContent = by === "file" ? "line " + line : finding.dataset.file + ":" + line;
      });
      var names = Object.keys(made).sort(function (a, b) {
        return by === "severity" ? order[a] - order[b] : a < b ? -1 : 1;
      });
      names.forEach(function (name) { groups.push(box.appendChild(made[name])); });
      home.appendChild(box);
    });
    old.forEach(function (group) { group.remove(); });
    if (together) {
      together.hidden = apart;
    }
    arranged = by + " " + want.sort.value;
  }

  function apply() {
    if (want.group.value + " " + want.sort.value !== arranged) {
      arrange(want.group.value);
    }
    var severities = list(form.querySelectorAll("input:checked"))
      .map(function (box) { return box.value; });
    var text = want.text.value.trim().toLowerCase();
    var count = 0;
    var fitting = {};
    findings.forEach(function (finding) {
      var fit = fits(finding, severities, text);
      finding.hidden = !fit;
      count += fit ? 1 : 0;
      fitting[finding.dataset.setup] = fitting[finding.dataset.setup] || fit;
    });
    groups.forEach(function (group) {
      group.hidden = !group.querySelector(".finding:not([hidden])");
    });
    var all = count === findings.length;
    var mixed = together && !together.hidden;
    sections.forEach(function (section) {
      section.hidden = mixed || (!all && !fitting[section.id]);
    });
    rows.forEach(function (row) {
      row.hidden = !all && !fitting[row.dataset.setup];
    });
    shown.textContent = count + " of " + findings.length + " findings shown";
  }

  // ---- the address ----

  function remember() {
    var parts = [];
    var off = list(form.querySelectorAll("input[type=checkbox]:not(:checked)"))
      .map(function (box) { return box.value; });
    if (off.length) {
      parts.push("without=" + off.join(","));
    }
    ["file", "rule", "service", "text", "group", "sort"].forEach(function (name) {
      var field = want[name];
      if (field.value && !(field.options && field.selectedIndex === 0)) {
        parts.push(name + "=" + encodeURIComponent(field.value));
      }
    });
    var address = parts.length ? "#" + parts.join("&") : location.href.split("#")[0];
    try {
      history.replaceState(null, "", address);
    } catch (e) {
      // some viewers of local files do not let the address change
    }
  }

  function recall() {
    if (location.hash.indexOf("=") < 0) {
      return false;
    }
    form.reset();
    location.hash.slice(1).split("&").forEach(function (part) {
      var at = part.indexOf("=");
      var name = part.slice(0, at);
      var value = decodeURIComponent(part.slice(at + 1));
      if (name === "without") {
        list(form.querySelectorAll("input[type=checkbox]")).forEach(function (box) {
          box.checked = value.split(",").indexOf(box.value) < 0;
        });
      } else if (want[name]) {
        want[name].value = value;
      }
    });
    return true;
  }

  // A link to what the filter hides shows it all.
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (target && (target.hidden || target.closest("[hidden]"))) {
      form.reset();
      apply();
      target.scrollIntoView();
    }
  }

  form.addEventListener("input", function () { apply(); remember(); });
  form.addEventListener("reset", function () {
    setTimeout(function () { apply(); remember(); }, 0);
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", function () {
    if (recall()) {
      apply();
      form.scrollIntoView();
    } else {
      reveal();
    }
  });
  form.hidden = false;
  recall();
  apply();
})();
