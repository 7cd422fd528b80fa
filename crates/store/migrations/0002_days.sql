-- What one delivery writes must not grow with the past. An index that begins with the account has,
-- once the past is long, a leaf page for each account, and a hundred accounts that post together
-- write a hundred pages into it. One that begins with the day keeps what all accounts do today side
-- by side, however much lies before.
DROP INDEX attempts_account;     -- nothing asked by it
DROP INDEX deliveries_published; -- delivery_segments knows what went out when
DROP INDEX delivery_segments_time;

-- The UTC day, counted from 1970.
ALTER TABLE delivery_segments
    ADD COLUMN day INTEGER GENERATED ALWAYS AS (published_at / 86400000) VIRTUAL;
CREATE INDEX delivery_segments_day ON delivery_segments (day, account_id, published_at);

-- Who still needs a copy of a medium? Asked each day for those that are there and old.
CREATE INDEX media_kept ON media (created_at) WHERE gone_at IS NULL;
CREATE INDEX segment_media_media ON segment_media (media_id);
