package io.stretto.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stretto.client.TransactionRequest;
import io.stretto.protocol.AccessEntry;
import io.stretto.protocol.AccessMode;
import io.stretto.protocol.StateKey;
import org.junit.jupiter.api.Test;

final class TransactionLineTest {

  private static TransactionRequest parse(String line) throws LineException {
    return TransactionLine.parse(line.replace('\'', '"'));
  }

  private static void assertRefused(String line, String words) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(LineException.class)
        .hasMessageContaining(words);
  }

  @Test
  void everyFieldIsTaken() throws LineException {
    TransactionRequest request =
        parse(
            "{'contract':'c','function':'f','args':'é 1','sender':'a','id':'i','gas':5,'deposit':'7',"
                + "'priority':-2,'accessList':[{'key':'k'},{'keyHex':'0aff','mode':'READ',"
                + "'contract':'d'}]}");
    assertThat(request.contract()).isEqualTo("c");
    assertThat(request.function()).isEqualTo("f");
    assertThat(request.arguments()).asString().isEqualTo("é 1");
    assertThat(request.sender()).isEqualTo("a");
    assertThat(request.id()).isEqualTo("i");
    assertThat(request.gasLimit()).isEqualTo(5);
    assertThat(request.operations().getFirst().deposit()).isEqualTo(7);
    assertThat(request.priority()).isEqualTo(-2);
    assertThat(request.accessList())
        .containsExactly(
            new AccessEntry(StateKey.storage("c", new byte[] {'k'}), AccessMode.WRITE),
            new AccessEntry(StateKey.storage("d", new byte[] {10, -1}), AccessMode.READ));
  }

  @Test
  void whatIsLeftOutHasDefaults() throws LineException {
    TransactionRequest request = parse("{'contract':'c','function':'f','sender':'a'}");
    assertThat(request.arguments()).isEmpty();
    assertThat(request.id()).isEmpty();
    assertThat(request.gasLimit()).isEqualTo(TransactionRequest.DEFAULT_CALL_GAS);
    assertThat(parse("{'contract':'c','function':'f','sender':'a','argsHex':'0x01'}").arguments())
        .containsExactly(1);
  }

  @Test
  void errorsNameTheField() {
    String start = "{'contract':'c','function':'f','sender':'a'";
    assertRefused("{'contract':'c','function':'f'}", "\"sender\"");
    assertRefused("{'contract':7,'function':'f','sender':'a'}", "\"contract\"");
    assertRefused(start + ",'arg':'x'}", "no field \"arg\"; use accessList, args");
    assertRefused(start + ",'args':'x','argsHex':'00'}", "not both");
    assertRefused(start + ",'args':5}", "are texts");
    assertRefused(start + ",'argsHex':'0'}", "hexadecimal");
    assertRefused(start + ",'gas':-1}", "\"gas\"");
    assertRefused(start + ",'gas':1.5}", "\"gas\"");
    assertRefused(start + ",'deposit':'1.0'}", "\"deposit\" is not a whole number");
    assertRefused(start + ",'deposit':-1}", "\"deposit\" is not a whole number");
    assertRefused(start + ",'priority':9999999999}", "\"priority\"");
    assertRefused(start + ",'accessList':{}}", "no list");
    assertRefused(start + ",'accessList':[{}]}", "neither");
    assertRefused(start + ",'accessList':[{'key':'k','mode':'ADD'}]}", "READ or WRITE");
    assertRefused(start + ",'accessList':[{'key':'k','contract':'no name'}]}", "no contract");
    assertRefused(start + ",'sender':'b'}", "no JSON");
    assertRefused(start + "} {}", "no JSON");
    assertRefused(start, "no JSON");
    assertRefused("[]", "no JSON object");
    assertRefused("hello", "no JSON");
  }
}
