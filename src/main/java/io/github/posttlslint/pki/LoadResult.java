package io.github.posttlslint.pki;

import java.util.List;

/** What became of loading a chain. */
public sealed interface LoadResult {

  /** What the loader met, in the order in which it met it. */
  List<LoadProblem> problems();

  /** The chains that are loaded, or of which enough is seen to judge their certificates. */
  List<LoadedChain> chains();

  /**
   * Loading succeeds.
   *
   * @param chains what a server then has to offer; perhaps nothing, if a listed file is missing
   */
  record Accepted(List<LoadedChain> chains, List<LoadProblem> problems) implements LoadResult {
    public Accepted {
      chains = List.copyOf(chains);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Loading fails.
   *
   * @param cause the problem to tell people of: not the one at which the loader gave up if that one
   *     follows from an earlier one, as when a key is not found because it is encrypted
   */
  record Rejected(LoadProblem cause, List<LoadProblem> problems) implements LoadResult {
    public Rejected {
      problems = List.copyOf(problems);
    }

    @Override
    public List<LoadedChain> chains() {
      return List.of();
    }
  }

  /**
   * It depends on a file that is not seen.
   *
   * @param chains the chains of which enough is seen to judge their certificates
   * @param unseen the file's name
   */
  record Unknown(List<LoadedChain> chains, List<LoadProblem> problems, String unseen)
      implements LoadResult {
    public Unknown {
      chains = List.copyOf(chains);
      problems = List.copyOf(problems);
    }
  }
}
