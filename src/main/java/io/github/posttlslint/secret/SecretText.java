package io.github.posttlslint.secret;

import io.github.posttlslint.cf.Chars;
import io.github.posttlslint.cf.ListText;
import io.github.posttlslint.cf.Mentions;
import io.github.posttlslint.input.SourceText;
import io.github.posttlslint.postfix.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of main.cf or master.cf that may hold a password. Rather a word too many is hidden than
 * one too few; a usual mistake stays visible. Hidden are
 *
 * <ul>
 *   <li>all lines of a file that has nothing of Postfix in it, for it is something else: a table of
 *       passwords, say, that was given in place of main.cf
 *   <li>lines that Postfix cannot read and that do not look like a setting or restriction, but for
 *       the host that they begin with
 *   <li>of settings what {@link SecretValues} finds, of commented-out ones too. A continuation line
 *       that looks like a setting counts as that setting
 *   <li>what {@link Shapes} finds
 * </ul>
 */
final class SecretText {

  private final SourceText text;
  private final Shapes shapes;
  private final SecretValues values;
  private final Look look;
  private final boolean isMain;
  private final Map<Integer, List<Hidden>> hidden = new HashMap<>();

  /** The name whose value may go on in the next line; empty if there is none. */
  private String current = "";

  /** Whether a part of that has been read. */
  private boolean isBegun;

  /** Whether all of that is hidden in the next line. */
  private boolean isOpen;

  private SecretText(SourceText text, Parameters parameters, boolean isMain, Set<String> referred) {
    this.text = text;
    this.isMain = isMain;
    this.look = new Look(text, parameters);
    this.shapes = new Shapes(parameters);
    this.values = new SecretValues(parameters, shapes, referred);
  }

  /**
   * Finds those of a main.cf.
   *
   * @param master the master.cf beside it, which may refer to what it sets; null if there is none
   * @param referred names that tables of passwords refer to
   * @return for each line that has some, from 1, what is hidden of it
   */
  static Map<Integer, List<Hidden>> ofMain(
      SourceText text, @Nullable SourceText master, Parameters parameters, Set<String> referred) {
    SecretText found = new SecretText(text, parameters, true, referred);
    return found.find(found.look.isMain() || found.look.isReferredTo(master));
  }

  /** Finds those of a master.cf. */
  static Map<Integer, List<Hidden>> ofMaster(
      SourceText text, Parameters parameters, Set<String> referred) {
    SecretText found = new SecretText(text, parameters, false, referred);
    return found.find(found.look.isMaster());
  }

  private Map<Integer, List<Hidden>> find(boolean isRecognised) {
    for (int number = 1; number <= text.lineCount(); number++) {
      String line = text.line(number);
      if (line.isBlank()) {
        continue;
      }
      List<Hidden> found = new ArrayList<>();
      if (!isRecognised) {
        found.add(new Hidden(0, line.length(), Hidden.FOREIGN));
      } else if (Look.isComment(line)) {
        comment(line, found);
      } else {
        boolean goesOn = Chars.isSpace(line.charAt(0));
        if (!goesOn) {
          begin("");
        }
        line(line, goesOn, found);
      }
      if (!found.isEmpty()) {
        hidden.put(number, Hidden.joined(found));
      }
    }
    return hidden;
  }

  private void begin(String name) {
    current = name;
    isBegun = false;
    isOpen = false;
  }

  private void comment(String line, List<Hidden> to) {
    int start = Look.afterHash(line);
    String inside = line.substring(start);
    String name = Look.name(inside);
    List<Hidden> found = new ArrayList<>();
    if (isMain && Look.isName(name)) {
      begin(name);
      value(inside, inside.indexOf('=') + 1, found);
    } else if (isOpen) {
      found.add(new Hidden(0, inside.length(), Hidden.TABLE));
    } else if (!isMain && Look.isService(inside)) {
      shapes.find(inside, found);
    } else if (!isMain && Look.optionOf(inside) > 0) {
      int option = Look.optionOf(inside);
      List<Hidden> parts = new ArrayList<>();
      option(inside.substring(option), parts);
      add(parts, option, found);
    } else if (!isMain && nextOption(inside, 0) < inside.length()) {
      options(inside, nextOption(inside, 0), found);
    } else {
      shapes.find(inside, found);
      shapes.findInComment(inside, 0, Hidden.COMMENT, found);
    }
    add(found, start, to);
  }

  private void line(String line, boolean goesOn, List<Hidden> to) {
    int mark = Look.afterTemplate(line);
    String whole = line.substring(mark);
    if (mark > 0) {
      shapes.find(line.substring(0, mark), to);
    }
    if (whole.isBlank()) {
      return;
    }
    if (!isMain) {
      List<Hidden> found = new ArrayList<>();
      masterLine(whole, goesOn || Chars.isSpace(whole.charAt(0)), found);
      add(found, mark, to);
      return;
    }
    int start = mark + afterCommand(whole);
    String inside = line.substring(start);
    String name = Look.name(inside);
    String first = Look.firstWord(inside);
    // some write a colon for "="
    String named = first.indexOf(':') > 0 ? first.substring(0, first.indexOf(':')) : first;
    List<Hidden> found = new ArrayList<>();
    if (goesOn && inside.strip().startsWith("=")) {
      value(inside, inside.indexOf('=') + 1, found);
    } else if (Look.isName(name) && (!goesOn || isMeant(name))) {
      begin(name);
      value(inside, inside.indexOf('=') + 1, found);
    } else if (goesOn) {
      value(inside, 0, found);
    } else if (Look.isName(named) && isMeant(named)) {
      begin(named);
      value(inside, inside.indexOf(first) + Math.min(named.length() + 1, first.length()), found);
    } else if (isForeign(inside, name, first)) {
      Shapes.hideRest(inside, Look.isHost(first) ? first.length() : 0, Hidden.FOREIGN, found);
    } else {
      value(inside, Math.max(0, inside.indexOf('=')), found);
      hidePair(inside, first.length(), found);
    }
    add(found, start, to);
  }

  /** Whether a word is the name of a parameter, or of something that is secret. */
  private boolean isMeant(String word) {
    return look.isOfPostfix(word) || values.isOfPasswords(word);
  }

  /** Where a setting begins behind {@code postconf -e}, which is no part of main.cf. */
  private static int afterCommand(String line) {
    if (!line.stripLeading().startsWith("postconf ")) {
      return 0;
    }
    int at = line.indexOf("postconf ") + "postconf ".length();
    while (at < line.length() && "-'\" ".indexOf(line.charAt(at)) >= 0) {
      boolean isOption = line.charAt(at) == '-';
      at++;
      while (isOption && at < line.length() && Chars.isName(line.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  /** Finds what is hidden of a value that begins or goes on in a line. */
  private void value(String line, int from, List<Hidden> to) {
    String value = line.substring(from);
    List<Hidden> found =
        isOpen
            ? List.of(new Hidden(0, value.length(), Hidden.TABLE))
            : values.find(current, value, !isBegun);
    isBegun |= !value.isBlank();
    add(found, from, to);
    for (Hidden part : found) {
      isOpen |= part.reason().equals(Hidden.TABLE) || part.reason().equals(Hidden.NAMED);
    }
  }

  private static void add(List<Hidden> found, int by, List<Hidden> to) {
    for (Hidden part : found) {
      to.add(part.moved(by));
    }
  }

  // --- master.cf ---------------------------------------------------------------------------------

  private void masterLine(String line, boolean goesOn, List<Hidden> to) {
    int option = Look.optionOf(line);
    if (option > 0) {
      List<Hidden> found = new ArrayList<>();
      option(line.substring(option), found);
      add(found, option, to);
      return;
    }
    if (!goesOn && !Look.isService(line) && !line.startsWith("-")) {
      String first = Look.firstWord(line);
      Shapes.hideRest(line, Look.isHost(first) ? first.length() : 0, Hidden.FOREIGN, to);
      return;
    }
    int at = nextOption(line, 0);
    if (!line.substring(0, at).isBlank()) {
      value(line.substring(0, at), 0, to);
    }
    options(line, at, to);
  }

  private void options(String line, int from, List<Hidden> to) {
    int at = from;
    while (at < line.length()) {
      int end = nextOption(line, at + 2);
      List<Hidden> found = new ArrayList<>();
      option(line.substring(at + 2, end), found);
      add(found, at + 2, to);
      at = end;
    }
  }

  /** Where the next {@code -o} begins; the end of the line if there is none. */
  private static int nextOption(String line, int from) {
    int at = line.indexOf("-o", from);
    while (at > 0 && !Chars.isSpace(line.charAt(at - 1))) {
      at = line.indexOf("-o", at + 1);
    }
    return at < 0 ? line.length() : at;
  }

  /** What follows an {@code -o}. */
  private void option(String text, List<Hidden> to) {
    int start = 0;
    while (start < text.length()
        && (Chars.isSpace(text.charAt(start)) || text.charAt(start) == '{')) {
      start++;
    }
    int nameEnd = start;
    while (nameEnd < text.length()
        && (Chars.isName(text.charAt(nameEnd)) || text.charAt(nameEnd) == '-')) {
      nameEnd++;
    }
    int value = nameEnd;
    while (value < text.length()
        && (Chars.isSpace(text.charAt(value)) || text.charAt(value) == '=')) {
      value++;
    }
    begin(text.substring(start, nameEnd));
    value(text, value, to);
    if (text.indexOf('{') < 0) {
      // a word behind the value belongs to no option
      int second = value;
      while (second < text.length() && !Chars.isSpace(text.charAt(second))) {
        second++;
      }
      hidePair(text, second, to);
      begin("");
    }
  }

  private static void hidePair(String text, int from, List<Hidden> to) {
    int colon = Shapes.findPair(text, from);
    if (colon >= 0) {
      Shapes.hideRest(text, colon + 1, Hidden.PAIR, to);
    }
  }

  // --- what is no setting ----------------------------------------------------------------------

  /** Whether the first line of something is neither a setting nor a list, as far as it looks. */
  private boolean isForeign(String line, String name, String first) {
    boolean isSetting = !name.isEmpty() && name.indexOf(' ') < 0 && name.indexOf('\t') < 0;
    if (isSetting) {
      return false;
    }
    List<String> all = ListText.words(line);
    boolean isHarmless =
        all.size() < 2
            ? first.indexOf(':') < 0
            : Shapes.firstSecret(line, line.indexOf(first) + first.length()) == line.length();
    return !isHarmless
        && !first.contains("include")
        && !look.isOfPostfix(first)
        && !Look.isRestriction(first);
  }

  private static boolean setsPasswords(String line) {
    String name = "_sasl_password_maps";
    int at = line.indexOf(name) + name.length();
    while (at < line.length() && Chars.isSpace(line.charAt(at))) {
      at++;
    }
    return line.contains(name) && line.startsWith("=", at);
  }

  /**
   * The names of the site's own that tables of passwords in a text refer to, by other names too.
   */
  static Set<String> referred(List<String> lines) {
    Map<String, Set<String>> references = new HashMap<>();
    Set<String> wanted = new HashSet<>();
    String name = "";
    for (String line : lines) {
      if (!line.isEmpty() && !Look.isComment(line)) {
        name = Chars.isSpace(line.charAt(0)) && line.indexOf('=') < 0 ? name : Look.name(line);
        boolean ofPasswords = name.contains("passw") || setsPasswords(line);
        Set<String> named = Mentions.in(line);
        int address = line.indexOf(":$");
        if (address > 0 && line.indexOf('@', address) > 0) {
          wanted.addAll(Mentions.in(line.substring(address, line.indexOf('@', address))));
        }
        Set<String> all = references.getOrDefault(name, new HashSet<>());
        all.addAll(named);
        references.put(name, all);
        if (ofPasswords) {
          wanted.addAll(named);
        }
      }
    }
    List<String> open = new ArrayList<>(wanted);
    while (!open.isEmpty()) {
      for (String next : references.getOrDefault(open.remove(open.size() - 1), Set.of())) {
        if (wanted.add(next)) {
          open.add(next);
        }
      }
    }
    return wanted;
  }
}
