package io.shelfshare.cli;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.shelfshare.client.ResourceNames;
import io.shelfshare.market.v1.ImportOwnersRequest;
import io.shelfshare.market.v1.ImportSkusRequest;
import io.shelfshare.market.v1.ImportStoresRequest;
import io.shelfshare.market.v1.Owner;
import io.shelfshare.market.v1.Place;
import io.shelfshare.market.v1.Sku;
import io.shelfshare.market.v1.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports reference data from a CSV file with a heading line, in batches. */
abstract class DirectoryImportCommand<T> extends ApiCommand {
  /** The API takes at most 1,000 rows a call. */
  private static final int BATCH = 1000;

  @Parameters(paramLabel = "FILE", descriptionKey = "param.csv")
  private Path file = Path.of("");

  @Option(names = "--validate-only")
  private boolean validateOnly;

  abstract T read(NamedCsvRecord row) throws UsageProblem;

  abstract int send(Session session, List<T> batch, boolean checkOnly);

  @Override
  final int run(Session session) throws UsageProblem {
    List<T> rows = rows();
    int done = 0;
    for (int from = 0; from < rows.size(); from += BATCH) {
      List<T> batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
      done += send(session, batch, validateOnly);
      session
          .terminal()
          .note(session.words().of("import.progress", from + batch.size(), rows.size()));
    }
    session
        .terminal()
        .data(session.words().of(validateOnly ? "import.checked" : "import.done", done));
    return ExitCodes.OK;
  }

  private List<T> rows() throws UsageProblem {
    List<T> rows = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(Files.newBufferedReader(file))) {
      for (NamedCsvRecord row : csv) {
        rows.add(read(row));
      }
    } catch (IOException | UncheckedIOException unreadable) {
      throw new UsageProblem("usage.file", file.toString());
    }
    return rows;
  }

  static String field(NamedCsvRecord row, String name) throws UsageProblem {
    return row.findField(name)
        .map(String::strip)
        .orElseThrow(
            () ->
                new UsageProblem("usage.column", name, Long.toString(row.getStartingLineNumber())));
  }

  private static double number(NamedCsvRecord row, String name) throws UsageProblem {
    String text = field(row, name);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException malformed) {
      throw new UsageProblem(
          "usage.csv-number", name, Long.toString(row.getStartingLineNumber()), text);
    }
  }

  /** Imports owners; the columns are {@code id,display_name,kind,parent}. */
  @Command(name = "import-owners")
  static final class Owners extends DirectoryImportCommand<Owner> {
    @Override
    Owner read(NamedCsvRecord row) throws UsageProblem {
      String kind = field(row, "kind");
      Owner.Builder owner =
          Owner.newBuilder()
              .setName(ResourceNames.owner(field(row, "id")))
              .setDisplayName(field(row, "display_name"));
      try {
        owner.setKind(Owner.Kind.valueOf("KIND_" + kind.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException unknown) {
        throw new UsageProblem(
            "usage.owner-kind", kind, Long.toString(row.getStartingLineNumber()));
      }
      String parent = field(row, "parent");
      return parent.isEmpty()
          ? owner.build()
          : owner.setParentOwner(ResourceNames.owner(parent)).build();
    }

    @Override
    int send(Session session, List<Owner> batch, boolean checkOnly) {
      ImportOwnersRequest call =
          ImportOwnersRequest.newBuilder().addAllOwners(batch).setValidateOnly(checkOnly).build();
      return session.call(() -> session.client().directory().importOwners(call)).getImportedCount();
    }
  }

  /** Imports stores; the columns are {@code id,display_name,owner,latitude,longitude,region}. */
  @Command(name = "import-stores")
  static final class Stores extends DirectoryImportCommand<Store> {
    @Override
    Store read(NamedCsvRecord row) throws UsageProblem {
      return Store.newBuilder()
          .setName(ResourceNames.store(field(row, "id")))
          .setDisplayName(field(row, "display_name"))
          .setOwner(ResourceNames.owner(field(row, "owner")))
          .setPlace(
              Place.newBuilder()
                  .setLatitude(number(row, "latitude"))
                  .setLongitude(number(row, "longitude"))
                  .setRegion(field(row, "region")))
          .build();
    }

    @Override
    int send(Session session, List<Store> batch, boolean checkOnly) {
      ImportStoresRequest call =
          ImportStoresRequest.newBuilder().addAllStores(batch).setValidateOnly(checkOnly).build();
      return session.call(() -> session.client().directory().importStores(call)).getImportedCount();
    }
  }

  /** Imports SKUs; the columns are {@code id,style,colour,size,gtin,display_name}. */
  @Command(name = "import-skus")
  static final class Skus extends DirectoryImportCommand<Sku> {
    @Override
    Sku read(NamedCsvRecord row) throws UsageProblem {
      return Sku.newBuilder()
          .setName(ResourceNames.sku(field(row, "id")))
          .setStyle(field(row, "style"))
          .setColour(field(row, "colour"))
          .setSize(field(row, "size"))
          .setGtin(field(row, "gtin"))
          .setDisplayName(field(row, "display_name"))
          .build();
    }

    @Override
    int send(Session session, List<Sku> batch, boolean checkOnly) {
      ImportSkusRequest call =
          ImportSkusRequest.newBuilder().addAllSkus(batch).setValidateOnly(checkOnly).build();
      return session.call(() -> session.client().directory().importSkus(call)).getImportedCount();
    }
  }
}
