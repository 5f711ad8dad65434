// Filters the findings. Without it the page shows them all.
(function () {
  "use strict";
  var form = document.getElementById("filter");
  if (!form) {
    return;
  }
  var findings = Array.prototype.slice.call(document.querySelectorAll(".finding"));
  var groups = Array.prototype.slice.call(document.querySelectorAll(".file"));
  var shown = document.getElementById("shown");

  function fits(finding, severities, text) {
    var data = finding.dataset;
    var want = form.elements;
    return severities.indexOf(data.severity) >= 0 &&
      (!want.file.value || data.file === want.file.value) &&
      (!want.rule.value || data.rule === want.rule.value) &&
      (!want.service.value || data.services.split(" ").indexOf(want.service.value) >= 0) &&
      (!text || finding.textContent.toLowerCase().indexOf(text) >= 0);
  }

  function apply() {
    var severities = Array.prototype.slice.call(form.querySelectorAll("input:checked"))
      .map(function (box) { return box.value; });
    var text = form.elements.text.value.trim().toLowerCase();
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
