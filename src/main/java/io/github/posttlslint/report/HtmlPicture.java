package io.github.posttlslint.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A drawing of a setup: who comes in on the left, where mail goes on the right. */
final class HtmlPicture {
  private static final int WIDTH = 960;
  private static final int ROW = 52;
  private static final int BOX_LEFT = 400;
  private static final int BOX_WIDTH = 160;

  /** Length of a wire between a label and the box. */
  private static final int WIRE = 60;

  /** Space between a wire and its label. */
  private static final int GAP = 10;

  private static final int LONGEST_LABEL = 44;

  /** How many connections are drawn on a side. */
  private static final int MOST = 12;

  private final Markup html;

  private HtmlPicture(Markup html) {
    this.html = html;
  }

  static void write(List<Connection> connections, Markup html) throws IOException {
    List<Connection> listeners = new ArrayList<>();
    List<Connection> clients = new ArrayList<>();
    for (Connection connection : connections) {
      (connection.isClient() ? clients : listeners).add(connection);
    }
    if (!listeners.isEmpty() || !clients.isEmpty()) {
      new HtmlPicture(html).draw(listeners, clients);
    }
  }

  private void draw(List<Connection> listeners, List<Connection> clients) throws IOException {
    int rows = Math.min(MOST, Math.max(listeners.size(), clients.size()));
    int height = Math.max(1, rows) * ROW;
    int legend = 40;
    // a group that keys can scroll, where the screen is narrow
    html.open(
        "div", "class", "picture-box", "tabindex", "0", "role", "group", "aria-label", "Picture");
    html.open(
        "svg",
        "class",
        "picture",
        "viewBox",
        "0 0 " + WIDTH + " " + (height + legend),
        "role",
        "img",
        "aria-label",
        "The services and how they use TLS; the same is said in words below");
    html.newline();
    drawSide(listeners, height, true);
    drawSide(clients, height, false);
    html.single(
        "rect",
        "class",
        "box",
        "x",
        Integer.toString(BOX_LEFT),
        "y",
        "4",
        "width",
        Integer.toString(BOX_WIDTH),
        "height",
        Integer.toString(height - 8),
        "rx",
        "8");
    drawText("Postfix", BOX_LEFT + BOX_WIDTH / 2, height / 2 + 5, "middle", null);
    drawLegend(height + legend - 8);
    html.close().close().newline();
  }

  /** What the kinds of wires mean. */
  private void drawLegend(int y) throws IOException {
    String[] meanings = {
      "TLS demanded", "TLS if both want it, else clear", "clear", "TLS fails", "cannot tell"
    };
    Connection.Wire[] wires = {
      Connection.Wire.FORCED,
      Connection.Wire.OFFERED,
      Connection.Wire.CLEAR,
      Connection.Wire.BROKEN,
      Connection.Wire.UNKNOWN
    };
    int[] places = {80, 250, 530, 650, 800};
    for (int i = 0; i < wires.length; i++) {
      drawWire(wires[i], places[i], places[i] + WIRE / 2, y - 4);
      drawText(meanings[i], places[i] + WIRE / 2 + GAP, y, "start", "small");
    }
  }

  private void drawWire(Connection.Wire wire, int from, int to, int y) throws IOException {
    String line = "M" + from + " " + y + "H" + to;
    html.single("path", "class", "wire " + wire.label(), "d", line).newline();
  }

  private void drawSide(List<Connection> connections, int height, boolean left) throws IOException {
    int count = Math.min(MOST, connections.size());
    for (int i = 0; i < count; i++) {
      int y = height * (2 * i + 1) / (2 * count);
      boolean isLast = i + 1 == MOST && connections.size() > MOST;
      if (isLast) {
        int x = left ? BOX_LEFT - WIRE - GAP : BOX_LEFT + BOX_WIDTH + WIRE + GAP;
        String more = "and " + (connections.size() - i) + " more";
        drawText(more, x, y + 5, left ? "end" : "start", null);
      } else {
        drawConnection(connections.get(i), y, left);
      }
    }
  }

  private void drawConnection(Connection connection, int y, boolean left) throws IOException {
    int inner = left ? BOX_LEFT : BOX_LEFT + BOX_WIDTH;
    int outer = left ? inner - WIRE : inner + WIRE;
    drawWire(connection.wire(), outer, inner, y);
    int x = left ? outer - GAP : outer + GAP;
    String anchor = left ? "end" : "start";
    drawText(connection.title(), x, y - 4, anchor, null);
    drawText(connection.tls(), x, y + 12, anchor, "small");
    if (connection.auth() != null) {
      drawText(
          connection.auth(), x, y + 26, anchor, connection.authInClear() ? "small bad" : "small");
    }
  }

  private void drawText(String text, int x, int y, String anchor, @Nullable String kind)
      throws IOException {
    String shown = Characters.oneLine(text);
    if (shown.length() > LONGEST_LABEL) {
      shown = shown.substring(0, LONGEST_LABEL - 1) + "…";
    }
    html.element(
        "text",
        shown,
        "x",
        Integer.toString(x),
        "y",
        Integer.toString(y),
        "text-anchor",
        anchor,
        "class",
        kind);
    html.newline();
  }
}
