-- A ramp may climb stages that the owner chose instead of the product's own; `shape` then says what
-- they were adjusted from.
ALTER TABLE ramps ADD COLUMN shares TEXT;        -- thousandths of the baseline, `100,250,500,1000`
ALTER TABLE ramps ADD COLUMN stage_days INTEGER; -- how long each stage lasts
