package io.shelfshare.client;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Walks through a listing page by page; the next page is fetched when the one before is used up.
 */
final class Pages {

  /**
   * One page of a listing.
   *
   * @param items what it holds
   * @param nextPageToken names the next page; empty after the last
   */
  record Page<T>(List<T> items, String nextPageToken) {}

  private Pages() {}

  static <T> Stream<T> all(String firstToken, Function<String, Page<T>> fetch) {
    Iterator<T> items = new PageIterator<>(firstToken, fetch);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, 0), false);
  }

  private static final class PageIterator<T> implements Iterator<T> {
    private final Function<String, Page<T>> fetch;
    private Iterator<T> page = List.<T>of().iterator();
    private String token;
    private boolean last;

    PageIterator(String firstToken, Function<String, Page<T>> fetch) {
      this.token = firstToken;
      this.fetch = fetch;
    }

    @Override
    public boolean hasNext() {
      while (!page.hasNext() && !last) {
        Page<T> fetched = fetch.apply(token);
        page = fetched.items().iterator();
        token = fetched.nextPageToken();
        last = token.isEmpty();
      }
      return page.hasNext();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.next();
    }
  }
}
