package io.github.posttlslint.pki.make;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** What editors, copying and carelessness do to PEM files. */
final class Alterations {

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";

  private Alterations() {}

  static byte[] apply(String entry, byte[] content, String change) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    return switch (change) {
      case "bom" -> join(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, content);
      case "crlf" -> bytes(text.replace("\n", "\r\n"));
      case "cr" -> bytes(text.replace('\n', '\r'));
      case "utf16" -> text.getBytes(StandardCharsets.UTF_16);
      case "der" -> der(entry, text);
      case "text-before" -> bytes("subject=a comment\nissuer=another\n" + text);
      case "indented" -> bytes(text.replace(BEGIN, "  " + BEGIN));
      case "header" -> bytes(afterBegin(text, "Comment: of some tool\n\n"));
      case "blank-line" -> bytes(blankLine(text));
      case "one-line" -> bytes(oneLine(text));
      case "bad-base64" -> bytes(badBase64(text));
      case "truncated" -> Arrays.copyOf(content, content.length / 2);
      case "no-end" -> bytes(withoutLines(text, END));
      case "wrong-end" -> bytes(text.replace(END, END + "NO "));
      case "excess" -> bytes(mapDer(text, der -> join(der, new byte[] {5, 0})));
      case "bad-der" -> bytes(mapDer(text, der -> Arrays.copyOf(der, der.length / 2)));
      case "nul" -> join(new byte[] {0}, content);
      default -> throw new RecipeException(entry, "no such change: " + change);
    };
  }

  static byte[] relabel(byte[] content, String label) {
    StringBuilder out = new StringBuilder();
    for (String line : lines(new String(content, StandardCharsets.ISO_8859_1))) {
      if (line.startsWith(BEGIN)) {
        out.append(BEGIN).append(label).append("-----");
      } else if (line.startsWith(END)) {
        out.append(END).append(label).append("-----");
      } else {
        out.append(line);
      }
      out.append('\n');
    }
    return bytes(out.toString());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  private static String afterBegin(String text, String addition) {
    StringBuilder out = new StringBuilder();
    for (String line : lines(text)) {
      out.append(line).append('\n').append(line.startsWith(BEGIN) ? addition : "");
    }
    return out.toString();
  }

  /** Behind the second line of content of each block. */
  private static String blankLine(String text) {
    StringBuilder out = new StringBuilder();
    int since = 9;
    for (String line : lines(text)) {
      since = line.startsWith(BEGIN) ? 0 : since + 1;
      out.append(line).append('\n').append(since == 2 ? "\n" : "");
    }
    return out.toString();
  }

  private static String oneLine(String text) {
    StringBuilder out = new StringBuilder();
    boolean inside = false;
    for (String line : lines(text)) {
      if (line.startsWith(END)) {
        out.append('\n');
        inside = false;
      }
      out.append(line).append(inside ? "" : "\n");
      inside |= line.startsWith(BEGIN);
    }
    return out.toString();
  }

  /** An exclamation mark in the middle of the last block's first line. */
  private static String badBase64(String text) {
    int line = text.indexOf('\n', text.lastIndexOf(BEGIN)) + 1;
    return text.substring(0, line + 20) + '!' + text.substring(line + 21);
  }

  private static String withoutLines(String text, String start) {
    StringBuilder out = new StringBuilder();
    for (String line : lines(text)) {
      out.append(line.startsWith(start) ? "" : line + "\n");
    }
    return out.toString();
  }

  private interface Change {
    byte[] of(byte[] der);
  }

  /** Changes what the blocks contain; they must not have headers. */
  private static String mapDer(String text, Change change) {
    StringBuilder out = new StringBuilder();
    StringBuilder base64 = new StringBuilder();
    String label = "";
    boolean inside = false;
    for (String line : lines(text)) {
      if (line.startsWith(BEGIN)) {
        label = line.substring(BEGIN.length(), line.length() - 5);
        base64.setLength(0);
        inside = true;
      } else if (line.startsWith(END)) {
        byte[] der = Base64.getMimeDecoder().decode(base64.toString());
        out.append(PemWriter.block(label, change.of(der)));
        inside = false;
      } else {
        (inside ? base64 : out).append(line).append(inside ? "" : "\n");
      }
    }
    return out.toString();
  }

  private static byte[] der(String entry, String text) {
    int begin = text.indexOf(BEGIN);
    int line = text.indexOf('\n', begin) + 1;
    int end = text.indexOf(END, line);
    if (begin < 0 || end < 0) {
      throw new RecipeException(entry, "there is no PEM block whose content could be taken");
    }
    return Base64.getMimeDecoder().decode(text.substring(line, end));
  }
}
