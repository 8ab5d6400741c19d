package io.stretto.simulation;

import io.stretto.simulation.fault.Fault;
import io.stretto.simulation.planted.PlantedFault;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a seed's run is run, and what is planted in it.
 *
 * @param transactions how many records are drawn
 * @param omitted the numbers, from 0, of the records that are drawn and not submitted
 * @param without faults that do not strike
 * @param strikes how many times the plan of faults strikes, at most
 * @param planted a fault that is planted, if one is
 */
public record RunOptions(
    int transactions,
    BitSet omitted,
    Set<Fault> without,
    int strikes,
    Optional<PlantedFault> planted) {

  /** How many records a run has where nothing else is asked for. */
  public static final int TRANSACTIONS = 250;

  /** A seed's whole run, with so many records. */
  public static RunOptions whole(int transactions) {
    return new RunOptions(
        transactions, new BitSet(), Set.of(), Integer.MAX_VALUE, Optional.empty());
  }

  /** The same with so many records drawn. */
  public RunOptions withTransactions(int count) {
    return new RunOptions(count, omitted, without, strikes, planted);
  }

  /** The same with these records left out. */
  public RunOptions withOmitted(BitSet numbers) {
    return new RunOptions(transactions, numbers, without, strikes, planted);
  }

  /** The same without these faults. */
  public RunOptions without(Set<Fault> faults) {
    return new RunOptions(transactions, omitted, faults, strikes, planted);
  }

  /** The same with so many strikes at most. */
  public RunOptions withStrikes(int limit) {
    return new RunOptions(transactions, omitted, without, limit, planted);
  }

  /** The command that runs a seed with these options. */
  public String command(long seed) {
    StringBuilder command = new StringBuilder("stretto simulate --seeds 1 --from " + seed);
    if (transactions != TRANSACTIONS) {
      command.append(" --transactions ").append(transactions);
    }
    if (!omitted.isEmpty()) {
      command.append(" --omit ").append(NumberList.text(omitted));
    }
    if (!without.isEmpty()) {
      String names = without.stream().sorted().map(Fault::name).collect(Collectors.joining(","));
      command.append(" --without ").append(names);
    }
    if (strikes != Integer.MAX_VALUE) {
      command.append(" --strikes ").append(strikes);
    }
    planted.ifPresent(fault -> command.append(" --plant ").append(fault));
    return command.toString();
  }

  /** The same with a fault planted. */
  public RunOptions with(PlantedFault fault) {
    return new RunOptions(transactions, omitted, without, strikes, Optional.of(fault));
  }
}
