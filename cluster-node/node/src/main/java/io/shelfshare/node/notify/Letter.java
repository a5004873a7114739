package io.shelfshare.node.notify;

import io.shelfshare.domain.notify.EndpointId;
import io.shelfshare.domain.notify.News;

/** News for an endpoint. */
record Letter(EndpointId to, News news) {}
