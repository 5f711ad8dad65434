// Filters and groups the findings. Without it the page shows them all, by file.
(function () {
  "use strict";
  var form = document.getElementById("filter");
  if (!form) {
    return;
  }
  var want = form.elements;
  var findings = Array.prototype.slice.call(document.querySelectorAll(".finding"));
  var groups = Array.prototype.slice.call(document.querySelectorAll(".group"));
  var shown = document.getElementById("shown");
  var grouping = "file";

  findings.forEach(function (finding) {
    finding.dataset.file = finding.parentNode.dataset.file;
    finding.dataset.rule = finding.querySelector(".rule").textContent;
  });

  function fits(finding, severities, text) {
    var data = finding.dataset;
    return severities.some(function (name) { return finding.classList.contains(name); }) &&
      (!want.file.value || data.file === want.file.value) &&
      (!want.rule.value || data.rule === want.rule.value) &&
      (!want.service.value || (data.services || "").split(" ").indexOf(want.service.value) >= 0) &&
      (!text || finding.textContent.toLowerCase().indexOf(text) >= 0);
  }

  function newGroup(name) {
    var group = document.createElement("div");
    group.className = "group";
    group.appendChild(document.createElement("h4"))
      .appendChild(document.createElement("code")).textContent = name;
    return group;
  }

  // Puts the findings of each setup into groups, which are sorted by name.
  function regroup(by) {
    var old = groups;
    groups = [];
    document.querySelectorAll(".findings").forEach(function (section) {
      var made = {};
      findings.forEach(function (finding) {
        if (section.contains(finding)) {
          var name = finding.dataset[by];
          made[name] = made[name] || newGroup(name);
          made[name].appendChild(finding);
          var place = finding.querySelector(".place");
          var line = place.textContent.slice(place.textContent.search(/\d+$/));
          place.textContent = by === "file" ? "line " + line : finding.dataset.file + ":" + line;
        }
      });
      Object.keys(made).sort().forEach(function (name) {
        groups.push(section.appendChild(made[name]));
      });
    });
    old.forEach(function (group) { group.remove(); });
    grouping = by;
  }

  function apply() {
    if (want.group.value !== grouping) {
      regroup(want.group.value);
    }
    var severities = Array.prototype.slice.call(form.querySelectorAll("input:checked"))
      .map(function (box) { return box.value; });
    var text = want.text.value.trim().toLowerCase();
    var count = 0;
    findings.forEach(function (finding) {
      var fit = fits(finding, severities, text);
      finding.hidden = !fit;
      count += fit ? 1 : 0;
    });
    groups.forEach(function (group) {
      group.hidden = !group.querySelector(".finding:not([hidden])");
    });
    shown.textContent = count + " of " + findings.length + " findings shown";
  }

  form.addEventListener("input", apply);
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (details) { details.open = true; });
  });
  form.hidden = false;
  apply();
})();
