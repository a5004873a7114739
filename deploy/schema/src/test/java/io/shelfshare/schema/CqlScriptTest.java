package io.shelfshare.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CqlScriptTest {
  @Test
  void statementsEndAtSemicolonsAndTheLastOneNeedsNone() {
    assertThat(CqlScript.statements("A;\nB ;; C")).containsExactly("A", "B", "C");
  }

  @Test
  void commentsOfAllKindsAreDropped() {
    assertThat(CqlScript.statements("-- a; b\nA // c; d\nB /* e; \n f */ C; -- the end"))
        .hasSize(1)
        .first()
        .asString()
        .isEqualToNormalizingWhitespace("A B C");
  }

  @Test
  void quotedTextIsKeptWithItsSemicolonsAndDashes() {
    assertThat(CqlScript.statements("A 'it''s; -- so' \"b;\" $$ c; $$; D"))
        .containsExactly("A 'it''s; -- so' \"b;\" $$ c; $$", "D");
  }

  @Test
  void anUnclosedQuoteIsAnError() {
    assertThatThrownBy(() -> CqlScript.statements("A 'b"))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("Unclosed '");
  }
}
