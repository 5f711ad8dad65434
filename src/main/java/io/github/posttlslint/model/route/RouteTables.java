package io.github.posttlslint.model.route;

import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.rewrite.Step;
import io.github.posttlslint.model.table.TableRow;
import io.github.posttlslint.model.table.TableUse;
import io.github.posttlslint.model.table.Tables;
import io.github.posttlslint.postfix.TableType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What tables say of where mail goes, and why they may say more than can be seen. */
final class RouteTables {

  /** The action of access and header tables that sends mail elsewhere (access(5)). */
  static final String FILTER = "FILTER ";

  private static final List<String> RESTRICTIONS =
      List.of("client", "helo", "sender", "relay", "recipient", "data");

  private final Setup setup;
  private final Tables tables;
  private @Nullable Doubt doubt;

  RouteTables(Tables tables) {
    this.setup = tables.setup();
    this.tables = tables;
  }

  /** Why they may say more than can be seen; null if they do not. */
  @Nullable Doubt doubt() {
    return doubt;
  }

  void doubt(Doubt another) {
    doubt = doubt == null ? another : doubt;
  }

  private void doubt(String reason, String parameter) {
    doubt(new Doubt(reason, parameter));
  }

  /** The rows of the tables of a parameter, as far as they can be seen. */
  List<TableRow> rows(String parameter) {
    Doubt hidden = setup.value(parameter).known().doubt();
    if (hidden != null) {
      doubt(hidden);
    }
    List<TableRow> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (TableUse use : tables.uses()) {
      if (use.parameter().equals(parameter) && seen.add(use.reference().text())) {
        if (!TableRow.areAllSeen(use)) {
          doubt("what " + parameter + " names is not known", parameter);
        }
        rows.addAll(TableRow.of(use));
      }
    }
    return rows;
  }

  /** What tables of senders say, by the key in lower case: of equal keys the first counts. */
  Map<String, Step> bySender(String parameter) {
    Map<String, Step> steps = new LinkedHashMap<>();
    for (TableRow row : rows(parameter)) {
      String key = row.key().text().toLowerCase(Locale.ROOT);
      if (row.isIndirect()) {
        continue; // known of by the doubt
      }
      steps.putIfAbsent(key, new Step(parameter, row.value().text(), row.span(row.value())));
    }
    return steps;
  }

  /** The rows that are the action FILTER. */
  List<TableRow> filters() {
    if (setup.value("smtpd_restriction_classes").known().isHidden()) {
      doubt("restriction classes can filter mail", "smtpd_restriction_classes");
    }
    addPolicyServices();
    List<TableRow> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (TableUse use : tables.uses()) {
      boolean acts =
          use.parameter().endsWith("_checks")
              || use.parameter().endsWith("_restrictions")
              || tables.isClass(use.parameter());
      if (acts && seen.add(use.reference().text())) {
        if (mayHide(use)) {
          doubt("a table of " + use.parameter() + " can filter mail", use.parameter());
        }
        for (TableRow row : TableRow.of(use)) {
          if (isFilter(row.value().text())) {
            rows.add(row);
          }
        }
      }
    }
    return rows;
  }

  /** Whether a table has, or may have, the action FILTER. */
  static boolean mayFilter(TableUse use) {
    boolean has = mayHide(use);
    for (TableRow row : has ? List.<TableRow>of() : TableRow.of(use)) {
      has |= isFilter(row.value().text());
    }
    return has;
  }

  private static boolean isFilter(String action) {
    return action.regionMatches(true, 0, FILTER, 0, FILTER.length());
  }

  private static boolean mayHide(TableUse use) {
    if (TableRow.areAllSeen(use)) {
      return false;
    }
    TableType type = use.reference().type();
    SourceText text = type == null ? null : use.text();
    return text == null || text.text().toLowerCase(Locale.ROOT).contains("filter");
  }

  private void addPolicyServices() {
    Set<String> seen = new HashSet<>();
    for (Service service : setup.services()) {
      boolean reads = service.program().equals("smtpd") || service.knownProgram().isHidden();
      for (String list : reads ? RESTRICTIONS : List.<String>of()) {
        String parameter = "smtpd_" + list + "_restrictions";
        Doubt hidden = service.value(parameter).known().doubt();
        if (hidden != null) {
          doubt(hidden);
        }
        String text = service.value(parameter).known().or("", "");
        if (seen.add(text) && text.contains("check_policy_service")) {
          doubt("a policy service can filter mail", parameter);
        }
      }
    }
  }
}
