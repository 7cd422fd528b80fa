//! In which order do deliveries of a queue stand after one was put elsewhere? Times are not looked
//! at here: they stay as a set, and who has which follows from the order.

use crate::ids::DeliveryId;

/// The order with one delivery put before another, or last where none is named. `None` where either
/// of them is not in it, and where one is put before itself.
pub fn put_before(
    order: &[DeliveryId],
    dragged: DeliveryId,
    before: Option<DeliveryId>,
) -> Option<Vec<DeliveryId>> {
    let from = order.iter().position(|id| *id == dragged)?;
    let mut order = order.to_vec();
    order.remove(from);
    let to = match before {
        Some(before) => order.iter().position(|id| *id == before)?,
        None => order.len(),
    };
    order.insert(to, dragged);
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(numbers: &[i64]) -> Vec<DeliveryId> {
        numbers.iter().copied().map(DeliveryId).collect()
    }

    #[test]
    fn a_delivery_is_put_before_another_or_last() {
        let order = ids(&[1, 2, 3, 4]);
        let put = |id, before: Option<i64>| {
            put_before(&order, DeliveryId(id), before.map(DeliveryId)).unwrap()
        };
        assert_eq!(put(3, Some(1)), ids(&[3, 1, 2, 4]));
        assert_eq!(put(1, Some(4)), ids(&[2, 3, 1, 4]));
        assert_eq!(put(2, None), ids(&[1, 3, 4, 2]));
    }

    #[test]
    fn what_is_not_in_the_queue_has_no_place_in_it() {
        let order = ids(&[1, 2]);
        assert_eq!(put_before(&order, DeliveryId(9), None), None);
        assert_eq!(put_before(&order, DeliveryId(1), Some(DeliveryId(9))), None);
        assert_eq!(put_before(&order, DeliveryId(1), Some(DeliveryId(1))), None);
    }
}
