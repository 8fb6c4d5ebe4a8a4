/** A product, without its stamp. Nothing about it is unique. */
export const blankProduct = () => ({
  user_id: '',
  assigned_user_id: '',
  product_key: '',
  notes: '',
  cost: 0,
  price: 0,
  quantity: 1,
  tax_name1: '',
  tax_rate1: 0,
  tax_name2: '',
  tax_rate2: 0,
  tax_name3: '',
  tax_rate3: 0,
  custom_value1: '',
  custom_value2: '',
  custom_value3: '',
  custom_value4: '',
  in_stock_quantity: 0,
  stock_notification: true,
  stock_notification_threshold: 0,
  max_quantity: 0,
  product_image: '',
  tax_id: '1',
});

export type ProductData = ReturnType<typeof blankProduct>;
