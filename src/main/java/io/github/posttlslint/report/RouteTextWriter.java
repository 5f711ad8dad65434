package io.github.posttlslint.report;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Setup;
import java.io.IOException;
import java.util.List;

/** The way of one mail, for people: a line for each thing that is known of it. */
public final class RouteTextWriter {

  private final RouteQuestion question;

  /** Makes a writer. */
  public RouteTextWriter(RouteQuestion question) {
    this.question = question;
  }

  /** Writes the way in each of the setups. */
  public void write(List<Setup> setups, Sink out) throws IOException {
    for (Setup setup : setups) {
      ShownRoute route = ShownRoute.of(setup, question);
      out.append(Characters.visible(setup.directory() + ": Postfix " + setup.version()));
      out.append("\n\n").append(Characters.oneLine(route.heading())).append('\n');
      writeLines(route.lines(), out);
    }
  }

  private static void writeLines(List<ShownRoute.Line> lines, Sink out) throws IOException {
    int width = 0;
    for (ShownRoute.Line line : lines) {
      width = Math.max(width, line.label().length());
    }
    String last = "";
    for (ShownRoute.Line line : lines) {
      String label = line.label().equals(last) ? "" : line.label();
      last = line.label();
      out.append("  ").append(label).append(" ".repeat(width - label.length())).append("  ");
      out.append(Characters.oneLine(line.text()));
      Span place = line.place();
      if (place != null) {
        out.append("  ").append(Characters.name(place.file())).append(":" + place.startLine());
      }
      out.append('\n');
    }
  }
}
