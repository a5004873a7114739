package io.shelfshare.cli;

import com.google.protobuf.Message;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.Contract;
import io.shelfshare.market.v1.ImportContractsRequest;
import io.shelfshare.market.v1.ImportOwnersRequest;
import io.shelfshare.market.v1.ImportSkusRequest;
import io.shelfshare.market.v1.ImportStaffRequest;
import io.shelfshare.market.v1.ImportStoresRequest;
import io.shelfshare.market.v1.ListContractsRequest;
import io.shelfshare.market.v1.ListOwnersRequest;
import io.shelfshare.market.v1.ListSkusRequest;
import io.shelfshare.market.v1.ListStaffRequest;
import io.shelfshare.market.v1.ListStoresRequest;
import io.shelfshare.market.v1.Owner;
import io.shelfshare.market.v1.Place;
import io.shelfshare.market.v1.Sku;
import io.shelfshare.market.v1.Staff;
import io.shelfshare.market.v1.Store;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One kind of reference data as a CSV file, in both directions: what is exported can be imported
 * again.
 *
 * @param <T> the API's message of one row
 */
abstract class DirectoryFile<T extends Message> extends CsvImport<T> {
  private static final int PAGE = 1000;

  abstract List<String> columns();

  abstract List<String> cells(T message);

  abstract Stream<T> all(Session session);

  final void write(Stream<T> messages, Writer to) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().build(to)) {
      csv.writeRecord(columns());
      messages.forEach(message -> csv.writeRecord(cells(message)));
    }
  }

  private static double number(NamedCsvRecord row, String column) throws UsageProblem {
    String text = cell(row, column);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException malformed) {
      throw new UsageProblem("import.number", column, text);
    }
  }

  /** One of an enum's names, without their prefix. */
  private static <E extends Enum<E>> E oneOf(
      NamedCsvRecord row, String column, Class<E> type, String prefix, String expected)
      throws UsageProblem {
    String text = cell(row, column);
    try {
      return Enum.valueOf(type, prefix + text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new UsageProblem("import.one-of", column, text, expected);
    }
  }

  private static String without(Enum<?> name, String prefix) {
    return name.name().substring(prefix.length()).toLowerCase(Locale.ROOT);
  }

  /** Owners. */
  static final class Owners extends DirectoryFile<Owner> {
    @Override
    List<String> columns() {
      return List.of("id", "display_name", "kind", "parent");
    }

    @Override
    Owner read(NamedCsvRecord row) throws UsageProblem {
      String parent = cell(row, "parent");
      return Owner.newBuilder()
          .setName(ResourceNames.owner(cell(row, "id")))
          .setDisplayName(cell(row, "display_name"))
          .setKind(
              oneOf(row, "kind", Owner.Kind.class, "KIND_", "head_office, distributor, dealer"))
          .setParentOwner(parent.isEmpty() ? "" : ResourceNames.owner(parent))
          .build();
    }

    @Override
    String name(Owner owner) {
      return owner.getName();
    }

    @Override
    boolean isBrought(Owner owner, String field, Predicate<String> earlier) {
      return field.equals("parent_owner") && earlier.test(owner.getParentOwner());
    }

    @Override
    List<String> cells(Owner owner) {
      return List.of(
          ResourceNames.id(owner.getName()),
          owner.getDisplayName(),
          without(owner.getKind(), "KIND_"),
          ResourceNames.id(owner.getParentOwner()));
    }

    @Override
    int send(Session session, List<Owner> batch, boolean checkOnly) {
      ImportOwnersRequest call =
          ImportOwnersRequest.newBuilder().addAllOwners(batch).setValidateOnly(checkOnly).build();
      return session.call(() -> session.client().directory().importOwners(call)).getImportedCount();
    }

    @Override
    Stream<Owner> all(Session session) {
      return session.client().listOwners(ListOwnersRequest.newBuilder().setPageSize(PAGE).build());
    }

    @Override
    String field() {
      return "owners";
    }
  }

  /** Stores. */
  static final class Stores extends DirectoryFile<Store> {
    @Override
    List<String> columns() {
      return List.of("id", "display_name", "owner", "latitude", "longitude", "region");
    }

    @Override
    Store read(NamedCsvRecord row) throws UsageProblem {
      return Store.newBuilder()
          .setName(ResourceNames.store(cell(row, "id")))
          .setDisplayName(cell(row, "display_name"))
          .setOwner(ResourceNames.owner(cell(row, "owner")))
          .setPlace(
              Place.newBuilder()
                  .setLatitude(number(row, "latitude"))
                  .setLongitude(number(row, "longitude"))
                  .setRegion(cell(row, "region")))
          .build();
    }

    @Override
    String name(Store store) {
      return store.getName();
    }

    @Override
    List<String> cells(Store store) {
      return List.of(
          ResourceNames.id(store.getName()),
          store.getDisplayName(),
          ResourceNames.id(store.getOwner()),
          Double.toString(store.getPlace().getLatitude()),
          Double.toString(store.getPlace().getLongitude()),
          store.getPlace().getRegion());
    }

    @Override
    int send(Session session, List<Store> batch, boolean checkOnly) {
      ImportStoresRequest call =
          ImportStoresRequest.newBuilder().addAllStores(batch).setValidateOnly(checkOnly).build();
      return session.call(() -> session.client().directory().importStores(call)).getImportedCount();
    }

    @Override
    Stream<Store> all(Session session) {
      return session.client().listStores(ListStoresRequest.newBuilder().setPageSize(PAGE).build());
    }

    @Override
    String field() {
      return "stores";
    }
  }

  /** SKUs. */
  static final class Skus extends DirectoryFile<Sku> {
    @Override
    List<String> columns() {
      return List.of("id", "style", "colour", "size", "gtin", "display_name");
    }

    @Override
    Sku read(NamedCsvRecord row) throws UsageProblem {
      return Sku.newBuilder()
          .setName(ResourceNames.sku(cell(row, "id")))
          .setStyle(cell(row, "style"))
          .setColour(cell(row, "colour"))
          .setSize(cell(row, "size"))
          .setGtin(cell(row, "gtin"))
          .setDisplayName(cell(row, "display_name"))
          .build();
    }

    @Override
    String name(Sku sku) {
      return sku.getName();
    }

    @Override
    List<String> cells(Sku sku) {
      return List.of(
          ResourceNames.id(sku.getName()),
          sku.getStyle(),
          sku.getColour(),
          sku.getSize(),
          sku.getGtin(),
          sku.getDisplayName());
    }

    @Override
    int send(Session session, List<Sku> batch, boolean checkOnly) {
      ImportSkusRequest call =
          ImportSkusRequest.newBuilder().addAllSkus(batch).setValidateOnly(checkOnly).build();
      return session.call(() -> session.client().directory().importSkus(call)).getImportedCount();
    }

    @Override
    Stream<Sku> all(Session session) {
      return session.client().listSkus(ListSkusRequest.newBuilder().setPageSize(PAGE).build());
    }

    @Override
    String field() {
      return "skus";
    }
  }

  /** Contracts; an empty viewer is everybody without a contract of its own. */
  static final class Contracts extends DirectoryFile<Contract> {
    @Override
    List<String> columns() {
      return List.of("owner", "viewer", "visibility");
    }

    @Override
    Contract read(NamedCsvRecord row) throws UsageProblem {
      String viewer = cell(row, "viewer");
      return Contract.newBuilder()
          .setName(
              ResourceNames.owner(cell(row, "owner"))
                  + "/contracts/"
                  + (viewer.isEmpty() ? "-" : viewer))
          .setVisibility(
              oneOf(
                  row,
                  "visibility",
                  Contract.Visibility.class,
                  "VISIBILITY_",
                  "quantity, yes_no, hidden"))
          .build();
    }

    @Override
    String name(Contract contract) {
      return contract.getName();
    }

    @Override
    List<String> cells(Contract contract) {
      String[] name = contract.getName().split("/", -1);
      return List.of(
          name[1],
          name[3].equals("-") ? "" : name[3],
          without(contract.getVisibility(), "VISIBILITY_"));
    }

    @Override
    int send(Session session, List<Contract> batch, boolean checkOnly) {
      ImportContractsRequest call =
          ImportContractsRequest.newBuilder()
              .addAllContracts(batch)
              .setValidateOnly(checkOnly)
              .build();
      return session
          .call(() -> session.client().directory().importContracts(call))
          .getImportedCount();
    }

    @Override
    Stream<Contract> all(Session session) {
      return session
          .client()
          .listContracts(
              ListContractsRequest.newBuilder().setParent("owners/-").setPageSize(PAGE).build());
    }

    @Override
    String field() {
      return "contracts";
    }
  }

  /** People. */
  static final class People extends DirectoryFile<Staff> {
    @Override
    List<String> columns() {
      return List.of("id", "display_name", "role", "store", "owner", "removed");
    }

    @Override
    Staff read(NamedCsvRecord row) throws UsageProblem {
      String store = cell(row, "store");
      String owner = cell(row, "owner");
      String removed = cell(row, "removed").toLowerCase(Locale.ROOT);
      if (!List.of("", "true", "false").contains(removed)) {
        throw new UsageProblem("import.one-of", "removed", removed, "true, false");
      }
      return Staff.newBuilder()
          .setName("staff/" + cell(row, "id"))
          .setDisplayName(cell(row, "display_name"))
          .setRole(
              oneOf(
                  row,
                  "role",
                  Staff.Role.class,
                  "ROLE_",
                  "clerk, manager, owner, headquarters, integrator, operator"))
          .setStore(store.isEmpty() ? "" : ResourceNames.store(store))
          .setOwner(owner.isEmpty() ? "" : ResourceNames.owner(owner))
          .setRemoved(removed.equals("true"))
          .build();
    }

    @Override
    String name(Staff person) {
      return person.getName();
    }

    @Override
    List<String> cells(Staff person) {
      return List.of(
          ResourceNames.id(person.getName()),
          person.getDisplayName(),
          without(person.getRole(), "ROLE_"),
          ResourceNames.id(person.getStore()),
          ResourceNames.id(person.getOwner()),
          Boolean.toString(person.getRemoved()));
    }

    @Override
    int send(Session session, List<Staff> batch, boolean checkOnly) {
      ImportStaffRequest call =
          ImportStaffRequest.newBuilder().addAllStaff(batch).setValidateOnly(checkOnly).build();
      return session.call(() -> session.client().directory().importStaff(call)).getImportedCount();
    }

    @Override
    Stream<Staff> all(Session session) {
      return session.client().listStaff(ListStaffRequest.newBuilder().setPageSize(PAGE).build());
    }

    @Override
    String field() {
      return "staff";
    }
  }
}
