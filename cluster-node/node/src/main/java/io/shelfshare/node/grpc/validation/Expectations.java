package io.shelfshare.node.grpc.validation;

import build.buf.validate.FieldRules;
import build.buf.validate.RepeatedRules;
import build.buf.validate.StringRules;
import build.buf.validate.ValidateProto;
import com.google.api.ResourceProto;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.shelfshare.node.grpc.error.Expected;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in words what a field's rules in the protos ask for. */
final class Expectations {
  private static final Map<String, String> LIKE =
      Map.of(
          "shelfshare/Store", "stores/s00001",
          "shelfshare/Sku", "skus/sku-000001",
          "shelfshare/Owner", "owners/dealer-0001",
          "shelfshare/StockLine", "stores/s00001/stockLines/sku-000001",
          "shelfshare/Customer", "owners/dealer-0001/customers/c-4711",
          "shelfshare/TransferRequest", "transferRequests/019aa5b2-7c1e-5d3a-9f00-1b2c3d4e5f60",
          "shelfshare/TransferOrder",
              "transferOrders/019aa5b2-7c1e-5d3a-9f00-1b2c3d4e5f60-0a1b2c3d");

  private Expectations() {}

  static Expected of(FieldDescriptor field) {
    FieldRules rules = field.getOptions().getExtension(ValidateProto.field);
    return switch (rules.getTypeCase()) {
      case INT64 ->
          new Expected(
              rules.getInt64().getNotInCount() > 0 ? "range_not_zero" : "range",
              range(rules.getInt64().getGte(), rules.getInt64().getLte()));
      case INT32 -> Expected.range(rules.getInt32().getGte(), rules.getInt32().getLte());
      case DOUBLE ->
          Expected.range((long) rules.getDouble().getGte(), (long) rules.getDouble().getLte());
      case STRING -> text(field, rules.getString());
      case ENUM -> Expected.of("one_of", "names", names(field.getEnumType()));
      case REPEATED -> items(rules.getRepeated());
      case DURATION ->
          new Expected(
              "duration",
              range(
                  rules.getDuration().getGte().getSeconds(),
                  rules.getDuration().getLte().getSeconds()));
      default -> Expected.of("value");
    };
  }

  /** What an entry of a repeated field has to be. */
  static Expected ofEntry(FieldDescriptor field) {
    FieldRules items =
        field.getOptions().getExtension(ValidateProto.field).getRepeated().getItems();
    return items.hasString() ? text(field, items.getString()) : Expected.of("value");
  }

  static String names(EnumDescriptor type) {
    return type.getValues().stream()
        .filter(value -> value.getNumber() != 0)
        .map(value -> value.getName())
        .collect(Collectors.joining(", "));
  }

  private static Map<String, String> range(long min, long max) {
    return Map.of("min", String.valueOf(min), "max", String.valueOf(max));
  }

  private static Expected items(RepeatedRules rules) {
    return rules.hasMinItems()
        ? new Expected("items", range(rules.getMinItems(), rules.getMaxItems()))
        : Expected.of("items_max", "max", rules.getMaxItems());
  }

  private static Expected text(FieldDescriptor field, StringRules rules) {
    if (!rules.hasPattern()) {
      return rules.hasMinLen()
          ? new Expected("length", range(rules.getMinLen(), rules.getMaxLen()))
          : Expected.of("length_max", "max", rules.getMaxLen());
    }
    String like = LIKE.get(resource(field, rules.getPattern()));
    if (like != null) {
      boolean emptyToo = rules.getPattern().endsWith(")?$");
      return Expected.of(emptyToo ? "resource_or_empty" : "resource", "like", like);
    }
    return switch (field.getName()) {
      case "gtin" -> Expected.of("gtin");
      case "customer_reference" -> Expected.of("customer_reference");
      case "sku_prefix" -> Expected.of("sku_prefix");
      default -> Expected.of("pattern", "pattern", rules.getPattern());
    };
  }

  /** The type that the field refers to, or that the message with this name is. */
  private static String resource(FieldDescriptor field, String pattern) {
    String type = field.getOptions().getExtension(ResourceProto.resourceReference).getType();
    if (!type.isEmpty() || !field.getName().equals("name")) {
      return type;
    }
    String own =
        field.getContainingType().getOptions().getExtension(ResourceProto.resource).getType();
    return pattern.startsWith("^") ? own : "";
  }
}
