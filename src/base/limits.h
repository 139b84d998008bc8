/* Every maximum in one place. Past a limit there is an answer (413, 422, 429, 503), never a cut. */
#ifndef ANJU_LIMITS_H
#define ANJU_LIMITS_H

/* HTTP */
#define LIMIT_HEADER_BYTES      (32 * 1024)
#define LIMIT_BODY_BYTES        (1024 * 1024)       /* a form or a JSON body */
#define LIMIT_UPLOAD_BYTES      (32 * 1024 * 1024)  /* a multipart body; its files go to disk */
#define LIMIT_FIELDS            1000                /* fields of a form, members of a JSON body */
#define LIMIT_UPLOADS           16                  /* files of one multipart body */
#define LIMIT_JSON_DEPTH        32
#define LIMIT_CONNECTIONS       4000
#define LIMIT_PER_ADDRESS       64                  /* connections; loopback has ten times that */
#define LIMIT_HEADER_SECONDS    10
#define LIMIT_BODY_SECONDS      30
#define LIMIT_IDLE_SECONDS      15
#define LIMIT_STREAM_BYTES      (16 * 1024)         /* queued for one reader of a stream */
#define LIMIT_STREAM_BEAT       15                  /* seconds between signs of life */
#define LIMIT_STREAM_SECONDS    900                 /* then the reader asks anew, and who it is */
#define LIMIT_STREAMS_ACCOUNT   12                  /* one person's; one more ends the oldest */
#define LIMIT_RESPONSE_BYTES    (16 * 1024 * 1024)

/* work */
#define LIMIT_WRITE_QUEUE       1024
#define LIMIT_WRITE_BATCH       256
#define LIMIT_WORK_QUEUE        64                  /* jobs of one kind waiting for a worker */
#define LIMIT_PASSWORD_HASHES   2                   /* Argon2id at once: 64 MiB each */
#define LIMIT_READ_MS           1000                /* a read longer than this is interrupted */

/* records */
#define LIMIT_LINE              200                 /* characters of a one-line text */
#define LIMIT_TEXT              20000               /* characters of a long text */
#define LIMIT_PAGE_SIZE         200
#define LIMIT_TOTAL             10000               /* lists count no further and say so */

/* files */
#define LIMIT_IMPORT_BYTES      (32 * 1024 * 1024)
#define LIMIT_IMPORT_ROWS       200000
#define LIMIT_IMPORT_COLUMNS    64
#define LIMIT_CELL_BYTES        (64 * 1024)
#define LIMIT_UNPACKED_BYTES    (512 * 1024 * 1024)
#define LIMIT_UNPACK_RATIO      200
#define LIMIT_ARCHIVE_ENTRIES   2000
#define LIMIT_ATTACHMENT_BYTES  (8 * 1024 * 1024)
#define LIMIT_ATTACHMENTS       6
#endif
