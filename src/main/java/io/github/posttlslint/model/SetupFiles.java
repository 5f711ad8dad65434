package io.github.posttlslint.model;

import io.github.posttlslint.cf.MainCf;
import io.github.posttlslint.cf.MasterCf;
import io.github.posttlslint.cf.TemplateNames;
import io.github.posttlslint.input.FileTree;
import io.github.posttlslint.pki.PemCache;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The files that a setup is made of.
 *
 * @param tree where the files that they name are looked up
 * @param configDirectory the configuration directory of the judged system, absolute
 * @param shownDirectory the same as users know it
 * @param main main.cf; null if it was not seen
 * @param master master.cf; null if it was not seen
 * @param pems reads PEM files, shared with other setups
 * @param names reads what other files say of the names in templates, given what tells a name and a
 *     value that may not be shown; null where there are no such files
 */
public record SetupFiles(
    FileTree tree,
    String configDirectory,
    String shownDirectory,
    @Nullable MainCf main,
    @Nullable MasterCf master,
    PemCache pems,
    @Nullable Function<BiPredicate<String, String>, TemplateNames> names) {

  /** Files that are no templates, or of which nothing else is known. */
  public SetupFiles(
      FileTree tree,
      String configDirectory,
      String shownDirectory,
      @Nullable MainCf main,
      @Nullable MasterCf master,
      PemCache pems) {
    this(tree, configDirectory, shownDirectory, main, master, pems, null);
  }

  /** Files that share nothing with other setups. */
  public SetupFiles(
      FileTree tree,
      String configDirectory,
      String shownDirectory,
      @Nullable MainCf main,
      @Nullable MasterCf master) {
    this(tree, configDirectory, shownDirectory, main, master, new PemCache());
  }
}
