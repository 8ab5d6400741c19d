package io.stretto.wasm.bytecode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * An upper bound on gas in terms of how often code repeats: a fixed part and, for each {@link
 * Repetition}, its count times a bound of its own. So {@code 21 + n1·(12 + 8·n2)} stands for a loop
 * in a loop. Each count is the highest that occurs, so the same loop reached by two ways has one.
 *
 * <p>Bounds have {@value #TERM_LIMIT} terms at most; beyond that, or beyond every gas limit, they
 * are {@linkplain Excess exceeded} and say nothing more. Immutable.
 */
public final class SymbolicBound {

  /** How many terms a bound has at most, those inside of others included. */
  public static final int TERM_LIMIT = 64;

  /** Sums beyond this are exceeded; two of them still fit into the type. */
  private static final long SUM_LIMIT = 1L << 62;

  /** The bound of what costs nothing. */
  static final SymbolicBound ZERO = new SymbolicBound(0, List.of(), Excess.NONE);

  private static final SymbolicBound TOO_MUCH =
      new SymbolicBound(SUM_LIMIT, List.of(), Excess.TOO_MUCH_GAS);
  private static final SymbolicBound TOO_LONG =
      new SymbolicBound(SUM_LIMIT, List.of(), Excess.TOO_MANY_TERMS);

  /** Why a bound says nothing. */
  public enum Excess {
    /** It says something. */
    NONE,
    /** More gas than any limit. */
    TOO_MUCH_GAS,
    /** More terms than anybody would read. */
    TOO_MANY_TERMS
  }

  /**
   * What repeats, and what each time costs.
   *
   * @param repetition what repeats
   * @param each a bound on the gas of each time
   */
  public record Term(Repetition repetition, SymbolicBound each) {}

  private final long fixed;
  private final List<Term> terms;
  private final Excess excess;
  private final int size;

  private SymbolicBound(long fixed, List<Term> terms, Excess excess) {
    this.fixed = fixed;
    this.terms = terms;
    this.excess = excess;
    int count = terms.size();
    for (Term term : terms) {
      count += term.each.size;
    }
    this.size = count;
  }

  private static SymbolicBound of(long fixed, List<Term> terms) {
    if (fixed >= SUM_LIMIT) {
      return TOO_MUCH;
    }
    for (Term term : terms) {
      if (term.each.isExceeded()) {
        return term.each;
      }
    }
    SymbolicBound bound = new SymbolicBound(fixed, terms, Excess.NONE);
    return bound.size > TERM_LIMIT ? TOO_LONG : bound;
  }

  /** The bound of what repeats. */
  static SymbolicBound repeated(Repetition repetition, SymbolicBound each) {
    return of(0, List.of(new Term(repetition, each)));
  }

  /** The gas of what happens once; meaningless where the bound is exceeded. */
  public long fixed() {
    return fixed;
  }

  /** What comes on top for what repeats, in the order of the repetitions. */
  public List<Term> terms() {
    return Collections.unmodifiableList(terms);
  }

  /** Whether and why the bound says nothing. */
  public Excess excess() {
    return excess;
  }

  /** Whether the bound says nothing. */
  public boolean isExceeded() {
    return excess != Excess.NONE;
  }

  /** Whether the bound is a number: nothing repeats. */
  public boolean isFixed() {
    return !isExceeded() && terms.isEmpty();
  }

  /** The bound of one thing after the other. */
  SymbolicBound plus(SymbolicBound other) {
    if (isExceeded() || other == ZERO) {
      return this;
    }
    if (other.isExceeded() || this == ZERO) {
      return other;
    }
    return of(fixed + other.fixed, merged(terms, other.terms, true));
  }

  /** The bound of so much gas more. */
  public SymbolicBound plus(long gas) {
    return gas == 0 || isExceeded() ? this : of(Math.min(fixed + gas, SUM_LIMIT), terms);
  }

  /** The bound of the same so many times, at least once. */
  SymbolicBound times(int count) {
    if (isExceeded() || count == 1) {
      return this;
    }
    if (fixed > SUM_LIMIT / count) {
      return TOO_MUCH;
    }
    List<Term> all = new ArrayList<>(terms.size());
    for (Term term : terms) {
      all.add(new Term(term.repetition, term.each.times(count)));
    }
    return of(fixed * count, all);
  }

  /** A bound of two things of which one happens: no part is smaller than in either. */
  SymbolicBound join(SymbolicBound other) {
    if (isExceeded() || this == other || other == ZERO) {
      return this;
    }
    if (other.isExceeded() || this == ZERO) {
      return other;
    }
    return of(Math.max(fixed, other.fixed), merged(terms, other.terms, false));
  }

  /** The join of two bounds of which either may be {@code null}: a way that does not exist. */
  static SymbolicBound joinOf(SymbolicBound one, SymbolicBound other) {
    if (one == null) {
      return other;
    }
    return other == null ? one : one.join(other);
  }

  private static List<Term> merged(List<Term> one, List<Term> other, boolean sums) {
    if (one.isEmpty()) {
      return other;
    }
    if (other.isEmpty()) {
      return one;
    }
    List<Term> all = new ArrayList<>(one.size() + other.size());
    int i = 0;
    int j = 0;
    while (i < one.size() && j < other.size()) {
      Term left = one.get(i);
      Term right = other.get(j);
      int order = left.repetition.compareTo(right.repetition);
      if (order == 0) {
        SymbolicBound each = sums ? left.each.plus(right.each) : left.each.join(right.each);
        all.add(new Term(left.repetition, each));
      } else {
        all.add(order < 0 ? left : right);
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    all.addAll(one.subList(i, one.size()));
    all.addAll(other.subList(j, other.size()));
    return all;
  }

  /** All that repeats in it, in order. */
  public Set<Repetition> repetitions() {
    Set<Repetition> found = new TreeSet<>();
    for (Term term : terms) {
      found.add(term.repetition);
      found.addAll(term.each.repetitions());
    }
    return found;
  }

  /**
   * The number that the bound is for given counts; {@link Long#MAX_VALUE} where it is exceeded or
   * the number too large.
   */
  public long at(ToLongFunction<Repetition> counts) {
    if (isExceeded()) {
      return Long.MAX_VALUE;
    }
    long sum = fixed;
    for (Term term : terms) {
      long count = counts.applyAsLong(term.repetition);
      long each = term.each.at(counts);
      boolean fits = count == 0 || each <= (Long.MAX_VALUE - sum) / count;
      if (!fits) {
        return Long.MAX_VALUE;
      }
      sum += count * each;
    }
    return sum;
  }

  /** Renders the bound with a name for each count, such as {@code 21,345 + 57·n1 + n2·(1 + n3)}. */
  public String toText(Function<Repetition, String> names) {
    if (isExceeded()) {
      return "unbounded";
    }
    List<String> parts = new ArrayList<>();
    if (fixed > 0 || terms.isEmpty()) {
      parts.add(String.format(Locale.ROOT, "%,d", fixed));
    }
    for (Term term : terms) {
      String name = names.apply(term.repetition);
      String each = term.each.toText(names);
      parts.add(term.each.isFixed() ? each + "·" + name : name + "·(" + each + ")");
    }
    return String.join(" + ", parts);
  }

  @Override
  public String toString() {
    return toText(
        repetition ->
            (repetition.kind() == Repetition.Kind.LOOP ? "n" : "r")
                + repetition.function()
                + "."
                + repetition.ordinal());
  }
}
