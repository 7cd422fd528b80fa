//! The command that shows the plan.

use crate::commands::Door;
use crate::error::ApiError;
use crate::render::delivery::delivery_view;
use crate::render::finding::finding_view;
use crate::requests::PlanDays;
use crate::views::PlanDay;

pub(crate) async fn show(door: &Door, request: PlanDays) -> Result<Vec<PlanDay>, ApiError> {
    let days = door.desk.plan_show(request.days).await?;
    Ok(days
        .into_iter()
        .map(|day| PlanDay {
            date: day.day.to_string(),
            findings: day.findings.iter().map(|one| finding_view(&door.words(), one)).collect(),
            deliveries: day.deliveries.into_iter().map(delivery_view).collect(),
        })
        .collect())
}
