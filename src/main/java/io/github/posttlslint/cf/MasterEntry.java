package io.github.posttlslint.cf;

import io.github.posttlslint.input.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A service of master.cf (master(5)): eight fields, and what the command is given.
 *
 * @param line the logical line that it is
 * @param fields the texts of the eight fields
 * @param arguments all words after the command
 * @param overrides the {@code -o} options among them that have a name and a value, in order
 * @param counting by name, the one of these that counts, which is the last
 * @param flags the letters of the other options, in order, without their arguments
 * @param operands the words after the options
 * @param openEnded whether a template can add options that are not seen here
 */
public record MasterEntry(
    LogicalLine line,
    Map<MasterField, LogicalText> fields,
    List<Argument> arguments,
    List<ParameterOverride> overrides,
    Map<String, ParameterOverride> counting,
    String flags,
    List<Argument> operands,
    boolean openEnded) {

  /** The same without some options that have a value; itself if there are none. */
  MasterEntry without(Predicate<ParameterOverride> unwanted) {
    List<ParameterOverride> kept = new ArrayList<>(overrides);
    if (!kept.removeIf(unwanted)) {
      return this;
    }
    Map<String, ParameterOverride> last = new HashMap<>();
    kept.forEach(option -> last.put(option.name(), option));
    return new MasterEntry(line, fields, arguments, kept, last, flags, operands, openEnded);
  }

  /** The same with other options, which take the place of those that have their names. */
  MasterEntry with(List<ParameterOverride> others) {
    Map<String, ParameterOverride> last = new HashMap<>(counting);
    others.forEach(option -> last.put(option.name(), option));
    List<ParameterOverride> changed = new ArrayList<>(overrides);
    changed.removeIf(option -> !option.equals(last.get(option.name())));
    changed.addAll(others);
    return new MasterEntry(line, fields, arguments, changed, last, flags, operands, openEnded);
  }

  /** The same where a template can add options that are not seen. */
  MasterEntry asOpenEnded() {
    return new MasterEntry(line, fields, arguments, overrides, counting, flags, operands, true);
  }

  /** A field's text; {@code -} where the file leaves it to the default. */
  public LogicalText field(MasterField field) {
    return Objects.requireNonNull(fields.get(field));
  }

  /** Where a field stands. */
  public Span span(MasterField field) {
    return field(field).span();
  }

  /** The name of the service: for {@code inet}, a port with or without a host before it. */
  public String service() {
    return field(MasterField.SERVICE).text();
  }

  /** {@code inet}, {@code unix}, {@code fifo}, {@code pass} or {@code unix-dgram}. */
  public String type() {
    return field(MasterField.TYPE).text();
  }

  /** The program, a path relative to {@code daemon_directory}. */
  public String command() {
    return field(MasterField.COMMAND).text();
  }

  /** The {@code -o} that counts for a name, which is the last one; null if there is none. */
  public @Nullable ParameterOverride find(String name) {
    return counting.get(name);
  }

  /** Whether an option of this service is the one that counts for its name. */
  public boolean isInForce(ParameterOverride override) {
    ParameterOverride last = find(override.name());
    return last != null && last.span().equals(override.span());
  }

  /** Whether the service stands below an {@code if} or in a loop of a template. */
  public boolean conditional() {
    return line.conditional();
  }

  /** Where the eight fields stand. */
  public Span span() {
    return span(MasterField.SERVICE).to(span(MasterField.COMMAND));
  }
}
