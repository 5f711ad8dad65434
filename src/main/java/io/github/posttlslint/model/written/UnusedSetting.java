package io.github.posttlslint.model.written;

import io.github.posttlslint.input.Span;
import io.github.posttlslint.model.Doubt;
import io.github.posttlslint.model.Known;
import io.github.posttlslint.model.Service;
import io.github.posttlslint.model.Setup;
import io.github.posttlslint.model.Truth;
import io.github.posttlslint.postfix.NameAdvice;
import io.github.posttlslint.postfix.NameAdvisor;
import io.github.posttlslint.postfix.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A setting whose name nobody reads.
 *
 * @param advice what is known of the name
 * @param complete whether all that could use the name was seen
 * @see UnusedNames
 */
public record UnusedSetting(Setting setting, NameAdvice advice, boolean complete)
    implements SettingPart {

  /** What templates and their like are written with. */
  private static final String MARKS = "%{}$@<>|&*";

  /** All of a setup, in the order of its files. */
  public static List<UnusedSetting> all(Settings settings) {
    // few setups have a strange name; in the others there is nothing to look for
    return hasStrangeName(settings) ? find(settings) : List.of();
  }

  private static boolean hasStrangeName(Settings settings) {
    for (Setting setting : settings.all()) {
      if (setting.known() == null) {
        return true;
      }
    }
    return false;
  }

  private static List<UnusedSetting> find(Settings settings) {
    Setup setup = settings.setup();
    UnusedNames unused = settings.unusedNames();
    NameAdvisor advisor = new NameAdvisor(setup.parameters(), setup.derivedNames());
    Map<String, NameAdvice> advices = new HashMap<>();
    List<UnusedSetting> all = new ArrayList<>();
    for (Setting setting : settings.all()) {
      if (setting.line().isNameKnown() && isUnused(setting, unused)) {
        String name = setting.parameter();
        NameAdvice advice =
            advices.computeIfAbsent(name, strange -> advisor.advise(strange, setup.version()));
        all.add(new UnusedSetting(setting, unset(advice, setting), unused.isComplete()));
      }
    }
    return all;
  }

  /** Of what is equally near, only what is not set yet, where there is such: it is what lacks. */
  private static NameAdvice unset(NameAdvice advice, Setting setting) {
    List<String> unset = new ArrayList<>();
    for (String name : advice.others().isEmpty() ? List.<String>of() : advice.suggestions()) {
      if (!setting.value(name).isExplicit()) {
        unset.add(name);
      }
    }
    return unset.isEmpty() ? advice : advice.of(unset);
  }

  private static boolean isUnused(Setting setting, UnusedNames unused) {
    Service service = setting.service();
    return service == null
        ? unused.isUnused(setting.parameter())
        : unused.isUnused(service, setting.parameter());
  }

  /** Yes, unless something unseen may use the name. */
  public Truth isCertain() {
    if (!complete) {
      return Truth.unknown(Doubt.of("something that is not seen may use it"));
    }
    String name = parameter();
    for (int i = 0; i < name.length(); i++) {
      if (MARKS.indexOf(name.charAt(i)) >= 0) {
        return Truth.unknown(Doubt.of("the name seems to be filled in later"));
      }
    }
    return Truth.YES;
  }

  /** Whether the name speaks of TLS or SASL, or is close to one that does. */
  public boolean isTls() {
    String meant = advice.suggestion() == null ? parameter() : advice.suggestion();
    Parameter known = setup().parameters().find(meant);
    return known != null ? known.isTls() : speaksOfTls(parameter());
  }

  private static boolean speaksOfTls(String name) {
    String text = "_" + name.toLowerCase(Locale.ROOT).replace('-', '_');
    return text.contains("_tls_")
        || text.contains("_sasl_")
        || text.endsWith("_tls")
        || text.contains("_starttls");
  }

  /**
   * Whether the parameter that was probably meant is set, too: for the service, in main.cf, or by
   * each service that reads it.
   */
  public boolean isMeantSet() {
    String meant = advice.suggestion();
    return meant != null && (value(meant).isExplicit() || isOverridden(meant));
  }

  /** Whether options of all services that read it take the place of main.cf. */
  private boolean isOverridden(String name) {
    Parameter parameter = setup().parameters().find(name);
    boolean read = false;
    for (Service service : setting.service() == null ? setup().services() : List.<Service>of()) {
      if (parameter != null && parameter.readBy(service.program())) {
        if (service.override(name) == null) {
          return false;
        }
        read = true;
      }
    }
    return read;
  }

  /**
   * Whether the setting would change nothing if its name were right: what was meant has its value
   * from elsewhere, and it is known to be the same, or nobody would get this one.
   */
  public boolean isLeftover() {
    String meant = advice.suggestion();
    if (meant == null || !isMeantSet()) {
      return false;
    }
    if (isOverridden(meant)) {
      return true;
    }
    Known<String> other = value(meant).known().orUnset("");
    Known<String> own = value(parameter()).known().orUnset("");
    return own.equalTo(other).ifUnknown(false);
  }

  /** What was meant, or may have been, for people; null if nothing is near. */
  public @Nullable String meantNames() {
    List<String> names = advice.suggestions();
    return names.isEmpty() ? null : String.join(" or ", names);
  }

  /** What was meant where one parameter is nearest and not set yet in its place; null else. */
  public @Nullable String rename() {
    return advice.others().isEmpty() && !isTaken() ? advice.suggestion() : null;
  }

  /** Whether the right name would stand there twice; an option may well win over main.cf. */
  private boolean isTaken() {
    Service service = setting.service();
    String meant = advice.suggestion();
    return service == null ? isMeantSet() : meant != null && service.override(meant) != null;
  }

  /** What to do about it, for people; null if nothing is near. */
  public @Nullable String mend() {
    if (advice.suggestion() == null) {
      return null;
    }
    return isTaken()
        ? "Delete it, or give its value to " + advice.suggestion() + ", which is set as well"
        : "Write " + meantNames();
  }

  /** Where the parameter that was probably meant is set; null if it is not. */
  public @Nullable Span placeOfMeant() {
    return advice.suggestion() == null ? null : value(advice.suggestion()).span();
  }

  /** The parameter that was probably meant; null if none was. */
  public @Nullable Parameter meant() {
    return advice.suggestion() == null ? null : setup().parameters().find(advice.suggestion());
  }

  /** All that has to go with the setting; null where a template or a comment is in the way. */
  public @Nullable Span removal() {
    return Removal.of(setting);
  }
}
