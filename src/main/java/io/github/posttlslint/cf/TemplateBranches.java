package io.github.posttlslint.cf;

import io.github.posttlslint.cf.Template.Kind;
import io.github.posttlslint.cf.Template.Mark;
import io.github.posttlslint.input.SourceText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The branches of a template: what stands in one of them belongs together. What a loop repeats, or
 * a macro defines, has no branches of its own, for its conditions can hold at one time and not at
 * another.
 */
public final class TemplateBranches {

  /** Stands between the text of a condition and what tells it from an equal one. */
  static final char APART = '\uFDD1';

  /** How many conditions may be around another one. */
  private static final int MOST_AROUND = 8;

  /** How many branches a chain may have. */
  private static final int MOST_IN_CHAIN = 30;

  private final SourceText source;
  private final List<Mark> marks;

  /** For each mark that begins a branch the mark that ends it, else -1. */
  private final int[] ends;

  /** For each mark that opens a block the mark that closes it, else -1. */
  private final int[] closings;

  /** For each mark that begins a branch the conditions of this branch alone. */
  private final List<TemplateConditions.@Nullable Head> own;

  private final Map<Integer, Branch> branches = new LinkedHashMap<>();

  private TemplateBranches(SourceText source) {
    this.source = source;
    this.marks = TemplateScanner.marks(source);
    this.closings = TemplateBlocks.closings(marks);
    this.ends = new int[marks.size()];
    Arrays.fill(ends, -1);
    this.own = new ArrayList<>();
    find();
  }

  /** Those of a text. */
  public static TemplateBranches of(SourceText source) {
    return new TemplateBranches(source);
  }

  /**
   * A branch.
   *
   * @param truths the conditions under which it is there, those around it first
   * @param line where its own condition is written, from 1
   */
  public record Branch(Map<String, Boolean> truths, int line) {}

  /**
   * What is taken to hold.
   *
   * @param truths conditions, and whether they hold
   * @param others whether text under any other condition may be there; if not, none of it is
   */
  public record Assumption(Map<String, Boolean> truths, boolean others) {

    /** That nothing which stands under a condition, or in a loop, is there. */
    public static final Assumption BARE = new Assumption(Map.of(), false);

    /** The same without the text of other conditions. */
    public Assumption bare() {
      return new Assumption(truths, false);
    }

    /** Whether a branch is there; null where it may be. */
    @Nullable Boolean takes(Map<String, Boolean> branch) {
      boolean all = true;
      for (Map.Entry<String, Boolean> one : branch.entrySet()) {
        Boolean truth = truths.get(one.getKey());
        if (truth != null && !truth.equals(one.getValue())) {
          return false;
        }
        all &= truth != null;
      }
      return all ? Boolean.TRUE : others ? null : Boolean.FALSE;
    }
  }

  /** The text of a condition, as people know it. */
  public static String shown(String condition) {
    int apart = condition.indexOf(APART);
    return apart < 0 ? condition : condition.substring(0, apart);
  }

  /** Whether anything of the text is there under a condition, or repeated. */
  public boolean isEmpty() {
    for (Mark mark : marks) {
      if (mark.kind() == Kind.OPEN
          || mark.kind() == Kind.OPEN_REPEATED
          || mark.kind() == Kind.LINE) {
        return false;
      }
    }
    return true;
  }

  /** The branches that have text, in the order of the file; those around others come first. */
  public List<Branch> branches() {
    List<Branch> filled = new ArrayList<>();
    for (Map.Entry<Integer, Branch> one : branches.entrySet()) {
      int head = one.getKey();
      if (marks.get(head).kind() == Kind.LINE || hasText(head)) {
        filled.add(one.getValue());
      }
    }
    return filled;
  }

  /** Whether a branch has more than comments and white space. */
  private boolean hasText(int head) {
    String text = source.text();
    boolean comment = false;
    for (int i = head; i < ends[head]; i++) {
      int to = marks.get(i + 1).from();
      for (int k = marks.get(i).to(); k < to; k++) {
        char c = text.charAt(k);
        comment = c != '\n' && (comment || c == '#');
        if (!comment && !Chars.isSpace(c)) {
          return true;
        }
      }
      comment &= i + 1 < ends[head];
      if (i + 1 < ends[head] && marks.get(i + 1).kind() == Kind.EXPRESSION) {
        return true;
      }
    }
    return false;
  }

  /** A block that is open. */
  private static final class Block {
    private final boolean chain;
    private final boolean repeated;
    private final Map<String, Boolean> around;
    private final Mark opening;
    private final int dot;
    private int head;
    private Map<String, Boolean> path;

    Block(
        boolean chain,
        boolean repeated,
        Map<String, Boolean> around,
        int head,
        Mark opening,
        int dot) {
      this.opening = opening;
      this.dot = dot;
      this.chain = chain;
      this.repeated = repeated;
      this.around = around;
      this.path = around;
      this.head = head;
    }
  }

  /** For each mark that opens a block how many further branches it has. */
  private int[] further() {
    int[] further = new int[marks.size()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < marks.size(); i++) {
      switch (marks.get(i).kind()) {
        case OPEN, OPEN_REPEATED, OPEN_HIDDEN, OPEN_ALWAYS -> open.addLast(i);
        case ELSE -> further[open.isEmpty() ? i : open.getLast()]++;
        case CLOSE -> open.pollLast();
        default -> {}
      }
    }
    return further;
  }

  private void find() {
    int[] further = further();
    TemplateConditions conditions = new TemplateConditions(source.file());
    Deque<Block> open = new ArrayDeque<>();
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      own.add(null);
      Block block = open.peekLast();
      switch (mark.kind()) {
        case OPEN, OPEN_REPEATED, OPEN_HIDDEN, OPEN_ALWAYS -> {
          boolean repeated = block != null && block.repeated;
          Map<String, Boolean> around = block == null ? Map.of() : block.path;
          boolean chain =
              mark.kind() == Kind.OPEN
                  && !repeated
                  && closings[i] >= 0
                  && further[i] < MOST_IN_CHAIN
                  && around.size() < MOST_AROUND;
          Block next =
              new Block(
                  chain,
                  !chain && (repeated || mark.kind() != Kind.OPEN_ALWAYS),
                  around,
                  i,
                  mark,
                  conditions.dot());
          open.addLast(next);
          if (chain) {
            begin(next, i, conditions.first(mark.code()));
          }
          conditions.pass(mark);
          if (changesDot(mark.code())) {
            conditions.setDot(i + 1);
          }
        }
        case ELSE -> {
          if (block != null && block.chain) {
            ends[block.head] = i;
            TemplateConditions.Head before = Objects.requireNonNull(own.get(block.head));
            conditions.setDot(block.dot);
            begin(block, i, conditions.next(before, mark.code()));
          }
          conditions.pass(mark);
          if (mark.code().startsWith("else with ")) {
            conditions.setDot(i + 1);
          }
        }
        case CLOSE -> {
          if (block != null) {
            ends[block.head] = block.chain ? i : -1;
            open.removeLast();
            conditions.setDot(block.dot);
            conditions.pass(block.opening);
          }
          conditions.pass(mark);
        }
        case LINE -> {
          if (block == null || !block.repeated) {
            TemplateConditions.Head name = conditions.name(text(mark.from() + 2, mark.to() - 1));
            own.set(i, name);
            add(i, name, block == null ? Map.of() : block.path);
          }
        }
        default -> conditions.pass(mark);
      }
    }
  }

  /** Whether Go's dot is something else in a block. */
  private static boolean changesDot(String code) {
    String word = TemplateWords.first(code);
    return word.equals("with") || word.equals("block");
  }

  private void begin(Block block, int index, TemplateConditions.Head head) {
    block.head = index;
    own.set(index, head);
    block.path = add(index, head, block.around);
  }

  private Map<String, Boolean> add(
      int index, TemplateConditions.Head head, Map<String, Boolean> around) {
    Map<String, Boolean> truths = head.truths();
    Map<String, Boolean> path = new LinkedHashMap<>(around);
    path.putAll(truths);
    if (head.possible() && around.entrySet().stream().noneMatch(one -> isOther(one, truths))) {
      branches.put(index, new Branch(path, source.lineOf(marks.get(index).from())));
    }
    return path;
  }

  private static boolean isOther(Map.Entry<String, Boolean> one, Map<String, Boolean> truths) {
    Boolean truth = truths.get(one.getKey());
    return truth != null && !truth.equals(one.getValue());
  }

  private String text(int from, int to) {
    return source.text().substring(from, to);
  }

  /** The text as it is where an assumption holds. */
  Template with(Assumption assumption) {
    List<Mark> changed = new ArrayList<>();
    Map<Integer, Kind> kinds = new LinkedHashMap<>();
    for (int i = 0; i < marks.size(); i++) {
      Mark mark = marks.get(i);
      Kind kind = kinds.getOrDefault(i, mark.kind());
      if (mark.kind() == Kind.OPEN && own.get(i) != null) {
        kind = decide(i, assumption, kinds);
      }
      boolean isGone = kind == Kind.OPEN_HIDDEN && mark.kind() != Kind.OPEN_HIDDEN;
      if (mark.kind() == Kind.LINE) {
        Mark line = line(i, assumption);
        changed.add(line);
        while (i + 1 < marks.size() && marks.get(i + 1).from() < line.to()) {
          i++;
        }
      } else if (isGone) {
        int next = ends[i];
        changed.add(nothing(mark.from(), marks.get(next).from()));
        i = next - 1;
      } else if (isRemoved(i, kind, assumption)) {
        i = closings[i];
        changed.add(nothing(mark.from(), marks.get(i).to()));
      } else {
        changed.add(new Mark(mark.from(), mark.to(), kind, mark.code()));
      }
    }
    return new Template(TemplateBlocks.join(source.text(), changed));
  }

  private boolean isRemoved(int opening, Kind kind, Assumption assumption) {
    return !assumption.others()
        && closings[opening] >= 0
        && (kind == Kind.OPEN || kind == Kind.OPEN_REPEATED);
  }

  private Mark line(int index, Assumption assumption) {
    Mark mark = marks.get(index);
    TemplateConditions.Head name = own.get(index);
    Boolean taken = name == null ? null : assumption.takes(name.truths());
    if (taken == null && assumption.others()) {
      return mark;
    }
    int newline = source.text().indexOf('\n', mark.to());
    int end = newline < 0 ? source.text().length() : newline;
    return nothing(mark.from(), Boolean.TRUE.equals(taken) ? mark.to() : end);
  }

  private static Mark nothing(int from, int to) {
    return new Mark(from, to, Kind.NOTHING, "");
  }

  /**
   * What becomes of the marks of a chain: of a branch that is there nothing is left but its text,
   * of one that is not, nothing. Those that may be there begin with the first of them.
   */
  private Kind decide(int opening, Assumption assumption, Map<Integer, Kind> kinds) {
    boolean any = false;
    for (int head = opening; head != closings[opening]; head = ends[head]) {
      TemplateConditions.Head branch = Objects.requireNonNull(own.get(head));
      Boolean taken = branch.possible() ? assumption.takes(branch.truths()) : Boolean.FALSE;
      if (taken == null) {
        kinds.put(head, any ? Kind.ELSE : Kind.OPEN);
        any = true;
      } else {
        kinds.put(head, taken ? Kind.NOTHING : Kind.OPEN_HIDDEN);
      }
    }
    kinds.put(closings[opening], any ? Kind.CLOSE : Kind.NOTHING);
    return kinds.getOrDefault(opening, Kind.OPEN);
  }
}
