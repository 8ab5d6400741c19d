package io.stretto.cli.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stretto.cli.console.CommandException;
import io.stretto.cli.console.ExitCodes;
import io.stretto.protocol.Operation;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file of operations means, and that its mistakes are named. */
final class BundleFileTest {

  @TempDir private Path directory;

  private static List<Operation> parse(String json) {
    return BundleFile.parse("b.json", json.replace('\'', '"').getBytes(UTF_8));
  }

  private static String arguments(String json) {
    String call = "[{'contract':'c','function':'f','arguments':" + json + "}]";
    return new String(parse(call).getFirst().arguments(), UTF_8);
  }

  @Test
  void eachKindOfOperationIsRead() throws IOException {
    Path module = Files.write(directory.resolve("c.wasm"), new byte[] {7});
    List<Operation> operations =
        parse(
            """
            [{'contract': 'gold', 'function': 'pay', 'arguments': {'to': 'bob'}, 'deposit': '1',
              'gas': 500, 'mayFail': true},
             {'contract': 'gold', 'function': 'count'},
             {'deploy': '%s', 'contract': 'c', 'mayFail': false},
             {'transfer': 'bob', 'amount': 170141183460469231731687303715884105727, 'gas': 9}]
            """
                .formatted(module));
    assertThat(operations)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            Operation.call("gold", "pay", "{\"to\":\"bob\"}".getBytes(UTF_8))
                .withDeposit(BigInteger.ONE)
                .withGasLimit(500)
                .mayAlsoFail(),
            Operation.call("gold", "count", new byte[0]),
            Operation.deploy("c", new byte[] {7}),
            Operation.transfer("bob", BigInteger.TWO.pow(127).subtract(BigInteger.ONE))
                .withGasLimit(9));
  }

  @Test
  void argumentsAreJsonOrTextAsOnTheCommandLine() {
    assertThat(arguments("[1, 2.50, 12345678901234567890123, true, null]"))
        .isEqualTo("[1,2.50,12345678901234567890123,true,null]");
    assertThat(arguments("'bob 30'")).isEqualTo("bob 30");
    assertThat(arguments("'0x6869'")).isEqualTo("hi");
    assertThat(arguments("'text:0x6869'")).isEqualTo("0x6869");
    assertThat(arguments("5")).isEqualTo("5");
    assertThat(arguments("null")).isEqualTo("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                     | b.json: give a JSON array",
        "[]                     | b.json: give a JSON array of at least one operation",
        "`` | b.json is empty",
        "[{'contract':'c',]     | b.json is no JSON at line 1, column 18",
        "[] []                  | b.json is no JSON at line 1, column",
        "[{'transfer':'a','amount':1},7] | b.json: operation 1: is no JSON object",
        "[{'function':'f'}]     | operation 0: give a call's \"contract\" and \"function\"",
        "[{'contract':'c'}]     | operation 0: \"function\" is missing",
        "[{'contract':'c d','function':'f'}] | operation 0: \"contract\" is no name",
        "[{'contract':'c','function':'f','args':'x'}] | no field \"args\" beside \"contract\"",
        "[{'contract':'c','function':'f','deposit':'+1'}] | \"deposit\" is not a whole number",
        "[{'contract':'c','function':'f','deposit':-1}] | \"deposit\" is not a whole number",
        "[{'contract':'c','function':'f','deposit':1.5}] | \"deposit\" is not a whole number",
        "[{'contract':'c','function':'f','gas':0}] | \"gas\" is no whole number from 1 to",
        "[{'contract':'c','function':'f','mayFail':'yes'}] | \"mayFail\" is neither true nor",
        "[{'contract':'c','function':'f','arguments':'0x1'}] | 0: \"arguments\" 0x1 has an odd",
        "[{'transfer':'a'}]     | operation 0: \"amount\" is not a whole number",
        "[{'transfer':'a','amount':'170141183460469231731687303715884105728'}] | \"amount\" is not",
        "[{'transfer':'a','contract':'c','amount':1}] | no field \"contract\" beside \"transfer\"",
        "[{'deploy':'no/such','contract':'c'}] | 0: \"deploy\": there is no file no/such",
        "[{'deploy':'c.wasm'}]  | there is no file c.wasm",
      })
  void mistakesAreNamed(String json, String words) {
    assertThatThrownBy(() -> parse(json.strip()))
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCodes.USAGE))
        .hasMessageStartingWith("b.json")
        .hasMessageContaining(words.strip());
  }
}
