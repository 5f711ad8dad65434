package io.github.posttlslint.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Reads the findings out of reports. */
final class ReadBack {
  private static final Pattern HEAD =
      Pattern.compile("(?m)^(\\S.*?):(\\d+):(\\d+): (error|warning|note): .* \\[([a-z0-9-]+)\\]$");
  private static final Pattern HTML =
      Pattern.compile(
          "<div class=\"group\" data-file=\"([^\"]*)\">|<article class=\"finding (\\w+)\"|"
              + "<span class=\"place\">line (\\d+)</span><(?:code|a) class=\"rule\"[^>]*>([a-z0-9-]+)");
  private static final Pattern MARKDOWN =
      Pattern.compile("(?m)^### `(.*)`$|^\\*\\*(\\w+)\\*\\* in line (\\d+) · \\[?`([a-z0-9-]+)`");
  private static final Pattern GITHUB =
      Pattern.compile(
          "(?m)^::(\\w+) file=([^,]*),line=(\\d+),endLine=\\d+(?:,col=(\\d+),endColumn=\\d+)?"
              + ",title=([^:,]*)::");

  private static final Pattern METRIC =
      Pattern.compile(
          "(?m)^posttls_lint_rule_findings\\{.*,rule=\"([a-z0-9-]+)\",severity=\"(\\w+)\"} (\\d+)$");

  private ReadBack() {}

  /**
   * A finding.
   *
   * @param column 0 where the format does not tell it
   * @param lines how many lines it covers; 0 where the format does not tell it
   */
  record Found(String severity, String file, int line, int column, int lines, String rule) {
    @Override
    public String toString() {
      return severity + " " + file + ":" + line + ":" + column + " " + rule;
    }

    private Found at(int otherColumn) {
      return new Found(severity, file, line, otherColumn, 0, rule);
    }
  }

  /** What a format can tell of findings. */
  static List<Found> as(ReportFormat format, List<Found> findings) {
    List<Found> left = new ArrayList<>();
    for (Found found : findings) {
      if (format == ReportFormat.OPENMETRICS) {
        left.add(counted(found.severity, found.rule));
        continue;
      }
      boolean column =
          switch (format) {
            case HTML, MARKDOWN -> false;
            case GITHUB -> found.lines == 1;
            default -> true;
          };
      left.add(found.at(column ? found.column : 0));
    }
    return left;
  }

  static List<Found> read(ReportFormat format, String text) throws Exception {
    return switch (format) {
      case JSON -> as(format, json(text));
      case SARIF -> sarif(text);
      case TEXT, GCC -> heads(text);
      case HTML -> groups(HTML, text);
      case MARKDOWN -> groups(MARKDOWN, text);
      case JUNIT -> junit(text);
      case CHECKSTYLE -> checkstyle(text);
      case GITLAB -> gitlab(text);
      case GITHUB -> github(text);
      case OPENMETRICS -> metrics(text);
    };
  }

  private static List<Found> metrics(String text) {
    List<Found> all = new ArrayList<>();
    for (Matcher m = METRIC.matcher(text); m.find(); ) {
      all.addAll(Collections.nCopies(number(m, 3), counted(m.group(2), m.group(1))));
    }
    return all;
  }

  /** What is left of a finding that is only counted. */
  private static Found counted(String severity, String rule) {
    return new Found(severity, "", 0, 0, 0, rule);
  }

  static List<Found> json(String text) throws IOException {
    List<Found> all = new ArrayList<>();
    for (JsonNode finding : Reports.json(text).get("findings")) {
      if (finding.get("suppressed").isNull()) {
        int line = finding.get("line").asInt();
        all.add(
            new Found(
                finding.get("severity").asText(),
                finding.get("path").asText(),
                line,
                finding.get("column").asInt(),
                finding.get("endLine").asInt() - line + 1,
                finding.get("rule").asText()));
      }
    }
    return all;
  }

  private static List<Found> sarif(String text) throws IOException {
    List<Found> all = new ArrayList<>();
    for (JsonNode result : Reports.json(text).at("/runs/0/results")) {
      JsonNode place = result.at("/locations/0/physicalLocation");
      all.add(
          new Found(
              result.get("level").asText(),
              URI.create(place.at("/artifactLocation/uri").asText()).getPath(),
              place.at("/region/startLine").asInt(),
              place.at("/region/startColumn").asInt(),
              0,
              result.get("ruleId").asText()));
    }
    return all;
  }

  private static List<Found> heads(String text) {
    List<Found> all = new ArrayList<>();
    for (Matcher m = HEAD.matcher(text); m.find(); ) {
      all.add(new Found(m.group(4), m.group(1), number(m, 2), number(m, 3), 0, m.group(5)));
    }
    return all;
  }

  /** Files as headings, severities with the findings, perhaps before their lines. */
  private static List<Found> groups(Pattern pattern, String text) {
    List<Found> all = new ArrayList<>();
    String file = "";
    String severity = "";
    for (Matcher m = pattern.matcher(text); m.find(); ) {
      file = m.group(1) == null ? file : m.group(1);
      severity = m.group(2) == null ? severity : m.group(2);
      if (m.group(3) != null) {
        all.add(new Found(severity, file, number(m, 3), 0, 0, m.group(4)));
      }
    }
    return all;
  }

  private static List<Found> junit(String text) throws Exception {
    List<Found> all = new ArrayList<>();
    for (Element test : Reports.elements(Reports.xml(text), "testcase")) {
      String[] name = test.getAttribute("name").split(" at |:");
      Element content = (Element) test.getFirstChild();
      if (content != null && !content.getTagName().equals("skipped")) {
        String type = content.getAttribute("type");
        all.add(
            new Found(
                type.isEmpty() ? "note" : type,
                test.getAttribute("classname"),
                Integer.parseInt(name[1]),
                Integer.parseInt(name[2]),
                0,
                name[0]));
      }
    }
    return all;
  }

  private static List<Found> checkstyle(String text) throws Exception {
    List<Found> all = new ArrayList<>();
    for (Element error : Reports.elements(Reports.xml(text), "error")) {
      String severity = error.getAttribute("severity");
      all.add(
          new Found(
              severity.equals("info") ? "note" : severity,
              ((Element) error.getParentNode()).getAttribute("name"),
              Integer.parseInt(error.getAttribute("line")),
              Integer.parseInt(error.getAttribute("column")),
              0,
              error.getAttribute("source").substring("posttls-lint.".length())));
    }
    return all;
  }

  private static List<Found> gitlab(String text) throws IOException {
    List<Found> all = new ArrayList<>();
    for (JsonNode issue : Reports.json(text)) {
      JsonNode begin = issue.at("/location/positions/begin");
      String severity = issue.get("severity").asText();
      all.add(
          new Found(
              severity.equals("critical") ? "error" : severity.equals("major") ? "warning" : "note",
              issue.at("/location/path").asText(),
              begin.get("line").asInt(),
              begin.get("column").asInt(),
              0,
              issue.get("check_name").asText()));
    }
    return all;
  }

  private static List<Found> github(String text) {
    List<Found> all = new ArrayList<>();
    for (Matcher m = GITHUB.matcher(text); m.find(); ) {
      String severity = m.group(1).equals("notice") ? "note" : m.group(1);
      int column = m.group(4) == null ? 0 : number(m, 4);
      all.add(new Found(severity, m.group(2), number(m, 3), column, 0, m.group(5)));
    }
    return all;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
