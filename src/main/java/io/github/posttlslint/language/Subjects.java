package io.github.posttlslint.language;

import io.github.posttlslint.model.Thing;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** The things of one setup as subjects, each made once, for it remembers its facts. */
public final class Subjects {

  private final IdentityHashMap<Kind<?>, IdentityHashMap<Thing, Subject<?>>> known =
      new IdentityHashMap<>();

  /** The subject that a thing is as one of a kind. */
  @SuppressWarnings("unchecked") // the key is the kind, whose type the subject has
  public <T extends Thing> Subject<T> of(Kind<T> kind, T thing) {
    IdentityHashMap<Thing, Subject<?>> ofKind = known.get(kind);
    if (ofKind == null) {
      ofKind = new IdentityHashMap<>();
      known.put(kind, ofKind);
    }
    Subject<?> subject = ofKind.get(thing);
    if (subject == null) {
      subject = new Subject<>(kind, thing, this);
      ofKind.put(thing, subject);
    }
    return (Subject<T>) subject;
  }

  /** The subjects that things are as those of one kind. */
  public <T extends Thing> List<Subject<T>> all(Kind<T> kind, List<T> things) {
    List<Subject<T>> all = new ArrayList<>(things.size());
    for (T thing : things) {
      all.add(of(kind, thing));
    }
    return all;
  }

  /**
   * The same for things that may be many and that no other thing refers to, such as the lines of
   * tables: each is made when it is asked for, and not remembered.
   */
  public <T extends Thing> List<Subject<T>> passing(Kind<T> kind, List<T> things) {
    return new AbstractList<>() {
      @Override
      public Subject<T> get(int index) {
        return new Subject<>(kind, things.get(index), Subjects.this);
      }

      @Override
      public int size() {
        return things.size();
      }
    };
  }
}
